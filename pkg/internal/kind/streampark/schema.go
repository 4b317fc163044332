package streampark

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/database"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

const (
	sqlVolume    = "schema-sql"
	sqlFolder    = "/sql"
	scriptVolume = "schema-script"
	scriptFolder = "/etc/flinkustomize"
	schemaFile   = "create-schema.sh"
)

// createsSchema reports whether init containers create the tables. H2's are StreamPark's own business.
func (r *renderer) createsSchema() bool { return r.spec.Schema.On() && r.hasServer() }

// schema creates the tables before StreamPark starts: one container copies the SQL out of StreamPark's own image, so that
// it fits the version, and one with the client of the database runs it. A Job would not do: it cannot be changed, and
// applying the repository again would run it again.
func (r *renderer) schema() {
	if !r.createsSchema() {
		return
	}
	r.initContainer(corev1.Container{
		Name:  sqlVolume,
		Image: r.spec.Image,
		// For the user of the next container. The folder itself is kubelet's, and readable.
		Command:      []string{"sh", "-c", "cp -R " + streampark.Home + "/script/. " + sqlFolder + "/ && chmod -R a+rX " + sqlFolder + "/*"},
		VolumeMounts: []corev1.VolumeMount{{Name: sqlVolume, MountPath: sqlFolder}},
	})
	r.initContainer(corev1.Container{
		Name:    "schema",
		Image:   r.spec.Schema.ClientImage,
		Command: []string{"sh", scriptFolder + "/" + schemaFile},
		Env:     r.schemaEnv(),
		VolumeMounts: []corev1.VolumeMount{
			{Name: sqlVolume, MountPath: sqlFolder, ReadOnly: true},
			{Name: scriptVolume, MountPath: scriptFolder, ReadOnly: true},
		},
	})
	last := &r.pod.Spec.InitContainers[len(r.pod.Spec.InitContainers)-1]
	last.SecurityContext = r.restricted()
	r.pod.Spec.Volumes = append(r.pod.Spec.Volumes, emptyDir(sqlVolume), configMapVolume(scriptVolume, r.schemaName()))
}

// schemaEnv leaves out what is not known, which a base leaves to its overlays; elsewhere it is reported.
func (r *renderer) schemaEnv() []corev1.EnvVar {
	env := []corev1.EnvVar{
		{Name: "SCHEMA_VERSION", Value: r.version.SchemaVersion()},
		{Name: "SQL_DIR", Value: sqlFolder},
	}
	if administrator := r.spec.Administrator; administrator != nil {
		env = append(env, podtemplate.SecretEnvVar("ADMIN_PASSWORD", administrator.SecretName, administrator.PasswordKey))
	}
	settings := r.target.DatabaseServer()
	if name, known := r.target.DatabaseName(); known {
		env = append(env, corev1.EnvVar{Name: "DATABASE_NAME", Value: name})
	}
	if settings == nil || settings.SecretName == "" || settings.Host == "" && settings.ConfigMapName == "" {
		return env
	}
	if mode := r.target.SSLMode(); mode != "" {
		env = append(env, corev1.EnvVar{Name: "DATABASE_SSL_MODE", Value: mode})
	}
	host, port, before := serverAddress(settings, r.server().prefix)
	return append(append(env, before...),
		corev1.EnvVar{Name: "DATABASE_HOST", Value: host},
		corev1.EnvVar{Name: "DATABASE_PORT", Value: port},
		podtemplate.SecretEnvVar("DATABASE_USER", settings.SecretName, settings.UserKey),
		podtemplate.SecretEnvVar("DATABASE_PASSWORD", settings.SecretName, settings.PasswordKey))
}

// nobody runs what needs no rights at all.
const nobody int64 = 65534

// restricted is for a container that only reads files and opens connections.
func (r *renderer) restricted() *corev1.SecurityContext {
	yes, no, user := true, false, nobody
	context := &corev1.SecurityContext{
		AllowPrivilegeEscalation: &no,
		ReadOnlyRootFilesystem:   &yes,
		RunAsNonRoot:             &yes,
		Capabilities:             noCapabilities(),
	}
	if r.spec.RunAsUser == nil {
		context.RunAsUser = &user
	}
	return context
}

func (r *renderer) schemaName() string { return r.name() + "-schema" }

func (r *renderer) schemaScript() runtime.Object {
	if !r.createsSchema() {
		return nil
	}
	dialect := database.PostgreSQL
	if r.mysql() {
		dialect = database.MySQL
	}
	return r.configMap(r.schemaName(), map[string]string{schemaFile: database.Script(dialect)})
}
