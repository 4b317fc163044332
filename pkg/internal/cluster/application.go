package cluster

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/job"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Application is what a cluster that runs a job of its own has beside what every cluster has.
type Application struct {
	Job *v1beta1.JobSpec

	// Options that the fields of the job set.
	Options job.Options

	// Files that every pod has in JobFolder, by name.
	Files map[string]string

	// BlueGreen means that there are two clusters in turn, and how one follows the other; nil for a single one.
	BlueGreen *v1alpha1.BlueGreen
}

// JobFolder is where the pods of an application have the files of its job.
const JobFolder = "/opt/flink/job"

const (
	jobVolume = "job"

	// jobHash is the annotation by which the operator sees that the files of the job have changed, which it does not look at.
	jobHash = "flinkustomize.dev/job-sha256"
)

// IsBlueGreen reports whether the cluster is two in turn.
func (s *Target) IsBlueGreen() bool { return s.Application != nil && s.Application.BlueGreen != nil }

// application sets the options of the job, and mounts its files.
func (r *renderer) application() {
	if r.job == nil {
		return
	}
	for _, option := range r.job.Options {
		r.configuration.setKey(option.Key, option.Value, option.Field.String())
	}
	if r.blueGreen() {
		r.pod.Labels = map[string]string{applicationLabel: r.target.Metadata.Name}
	}
	if len(r.job.Files) == 0 {
		return
	}
	r.pod.Annotations = map[string]string{jobHash: hashOf(r.job.Files)}
	r.mount(configMapVolume(jobVolume, r.jobConfigMapName()), corev1.VolumeMount{MountPath: JobFolder, ReadOnly: true}, path("job"))
}

// hashOf is a hash of the names and the contents of files.
func hashOf(files map[string]string) string {
	hash := sha256.New()
	for _, name := range resolve.SortedKeys(files) {
		fmt.Fprintf(hash, "%d %s %d %s\n", len(name), name, len(files[name]), files[name])
	}
	return hex.EncodeToString(hash.Sum(nil))
}

func (r *renderer) jobConfigMapName() string { return r.target.Metadata.Name + "-job" }

// jobConfigMap holds the files of the job.
func (r *renderer) jobConfigMap() runtime.Object {
	if r.job == nil || len(r.job.Files) == 0 {
		return nil
	}
	return &corev1.ConfigMap{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ConfigMap"},
		ObjectMeta: r.objectMeta(r.jobConfigMapName()),
		Data:       r.job.Files,
	}
}
