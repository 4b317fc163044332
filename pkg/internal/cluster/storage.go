package cluster

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// storageType is all that there is to a type of spec.storage. Functions that it has nothing to do in are nil.
type storageType struct {
	name v1alpha1.StorageType

	// member is the field of spec.storage that belongs to the type; empty for a type without one. has reports whether it is set.
	member string
	has    func(*v1alpha1.Storage) bool

	// setDefaults fills the member; setSettingDefaults fills what the environment says of the store, whichever the type is.
	setDefaults        func(*v1alpha1.Storage)
	setSettingDefaults func(*v1alpha1.EnvironmentSpec, *v1alpha1.ServiceAccount)

	// check checks the member, below spec.storage; checkSettings what the environment says of the store.
	check         func(*checker, *v1alpha1.Storage, diagnostic.Path)
	checkSettings func(*check.Checker, *v1alpha1.EnvironmentSpec)

	// render makes the file system reachable for Flink.
	render func(*renderer)

	// root is the folder of all clusters, without a slash at its end; empty while it is not known.
	root func(*v1alpha1.Storage, *v1alpha1.EnvironmentSpec) string

	// bucket is what tells the store of an environment from all others in the world; nil where the environment has none.
	// For a type whose store has no name outside its cluster there is no function.
	bucket func(*v1alpha1.EnvironmentSpec) any
}

// storageTypes are all types. One more is a file that defines it, and a line here.
var storageTypes = []storageType{
	{name: v1alpha1.StorageNone},
	s3Storage,
	gcsStorage,
	azureStorage,
	ossStorage,
	hdfsStorage,
	volumeStorage,
}

// storageTypeOf is the type of a storage; the zero value where there is none of its name.
func storageTypeOf(storage *v1alpha1.Storage) storageType {
	at := slices.IndexFunc(storageTypes, func(t storageType) bool { return t.name == storage.Type })
	if at < 0 {
		return storageType{}
	}
	return storageTypes[at]
}

func setStorageDefaults(cluster *v1alpha1.Cluster) {
	resolve.SetDefaultStruct(&cluster.Storage)
	resolve.SetDefault(&cluster.Storage.Type, v1alpha1.StorageNone)
	if set := storageTypeOf(cluster.Storage).setDefaults; set != nil {
		set(cluster.Storage)
	}
}

// setStoreDefaults fills what the environment says of its stores.
func setStoreDefaults(settings *v1alpha1.EnvironmentSpec, account *v1alpha1.ServiceAccount) {
	for _, t := range storageTypes {
		if t.setSettingDefaults != nil {
			t.setSettingDefaults(settings, account)
		}
	}
}

// checkStoreSettings checks what an environment says of its stores.
func checkStoreSettings(c *check.Checker, settings *v1alpha1.EnvironmentSpec) {
	for _, t := range storageTypes {
		if t.checkSettings != nil {
			t.checkSettings(c, settings)
		}
	}
}

// Buckets are the stores of an environment that have a name outside their cluster, each as what tells it from others.
func Buckets(settings *v1alpha1.EnvironmentSpec) []any {
	var all []any
	for _, t := range storageTypes {
		if t.bucket == nil {
			continue
		}
		if bucket := t.bucket(settings); bucket != nil {
			all = append(all, bucket)
		}
	}
	return all
}

func (c *checker) storage() {
	storage, field := c.cluster.Storage, path("storage")
	names := make([]v1alpha1.StorageType, 0, 8)
	for _, t := range storageTypes {
		names = append(names, t.name)
	}
	if !check.OneOf(c.Checker, storage.Type, field.Child("type"), names...) {
		return
	}
	for _, t := range storageTypes {
		if t.member != "" && t.name != storage.Type && t.has(storage) {
			c.Member(true, field.Child(t.member), "type "+string(storage.Type), "type "+string(t.name))
		}
	}
	if t := storageTypeOf(storage); t.check != nil {
		t.check(c, storage, field)
	}
}

// storage makes the file system of the cluster's state reachable.
func (r *renderer) storage() {
	if render := storageTypeOf(r.cluster.Storage).render; render != nil {
		render(r)
	}
}

// storageRoot is the folder of all clusters; empty while it is not known, and where there is no storage.
func (r *renderer) storageRoot() string {
	if root := storageTypeOf(r.cluster.Storage).root; root != nil {
		return root(r.cluster.Storage, &r.target.Settings)
	}
	return ""
}
