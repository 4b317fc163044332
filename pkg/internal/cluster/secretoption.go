package cluster

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
)

// secretOption is an option of Flink whose value is in a Secret.
type secretOption struct {
	option      flink.Option
	secret, key string
}

const (
	// secretConfigurationVolume is the name of the volume with the copy of the configuration that has the values of Secrets in it, and
	// of the init container that makes it.
	secretConfigurationVolume = "flink-secret-configuration"

	// secretConfigurationFolder is where Flink and the init container see it.
	secretConfigurationFolder = "/opt/flink-conf"

	// configurationVolume is Flink's own volume with its configuration.
	configurationVolume = "flink-config-volume"

	// configurationFolder is where the init container sees that.
	configurationFolder = "/flink-configuration"

	flinkConfDir = "FLINK_CONF_DIR"
)

// secretConfigurationSize is more than Kubernetes lets a ConfigMap have.
var secretConfigurationSize = resource.MustParse("2Mi")

// secretOptions gives Flink options whose values are in Secrets.
//
// Flink knows no reference in its configuration. What an environment variable says goes to the command line at best, and from the
// JobManager's into the specs of the pods that it makes, for all to read who may read pods. Options that are in the file of the
// configuration stay there. So an init container copies the configuration into memory and writes the options behind it, and
// FLINK_CONF_DIR leads Flink's scripts and processes to the copy, which has the same files.
func (r *renderer) secretOptions(options []secretOption, field diagnostic.Path) {
	if len(options) == 0 {
		return
	}
	container := secretConfiguration(options)
	container.Image = r.cluster.Image
	container.VolumeMounts = append(container.VolumeMounts, corev1.VolumeMount{Name: configurationVolume, MountPath: configurationFolder, ReadOnly: true})
	r.pod.Spec.InitContainers = append(r.pod.Spec.InitContainers, container)
	r.mount(secretConfigurationMemory(), corev1.VolumeMount{MountPath: secretConfigurationFolder, ReadOnly: true}, field)
	r.addEnv(flinkConfDir, secretConfigurationFolder)
}

// secretConfiguration is the init container, without its image, and without the mount of the configuration that it copies.
func secretConfiguration(options []secretOption) corev1.Container {
	container := corev1.Container{
		Name:         secretConfigurationVolume,
		Resources:    corev1.ResourceRequirements{Requests: pluginResources, Limits: pluginResources},
		VolumeMounts: []corev1.VolumeMount{{Name: secretConfigurationVolume, MountPath: secretConfigurationFolder}},
	}
	var script strings.Builder
	script.WriteString(copyConfiguration)
	for _, o := range options {
		source := podtemplate.SecretEnvVar("", o.secret, o.key).ValueFrom
		at := slices.IndexFunc(container.Env, func(e corev1.EnvVar) bool { return reflect.DeepEqual(e.ValueFrom, source) })
		if at < 0 {
			at = len(container.Env)
			container.Env = append(container.Env, corev1.EnvVar{Name: fmt.Sprintf("SECRET_%d", at+1), ValueFrom: source})
		}
		fmt.Fprintf(&script, "put %s \"$%s\"\n", o.option.Keys()[0], container.Env[at].Name)
	}
	container.Command = []string{"sh", "-c", script.String()}
	return container
}

// copyConfiguration writes as Flink reads: up to 1.20 the operator gives it lines of keys and values, in which nothing is quoted and a #
// begins a comment; from 2.0 on, YAML. What a file cannot hold stops the pod, and the message does not repeat it.
const copyConfiguration = `set -eu
cp -L ` + configurationFolder + `/* ` + secretConfigurationFolder + `/
cd ` + secretConfigurationFolder + `
newline='
'
refuse() {
  echo "the value of $1 $2" >&2
  exit 1
}
put() {
  case $2 in
    '' | *"$newline"*) refuse "$1" 'must be one line, and not empty' ;;
    *'"'* | *'\'*) refuse "$1" 'must have no double quote and no backslash, which Flink does not escape for Pekko' ;;
  esac
  if [ -e flink-conf.yaml ]; then
    case $2 in *'#'* | ' '* | *' ') refuse "$1" 'must have no # and no space at its ends: Flink before 2.0 cannot read it' ;; esac
    printf '\n%s: %s\n' "$1" "$2" >> flink-conf.yaml
  else
    printf "\n%s: '%s'\n" "$1" "$(printf %s "$2" | sed "s/'/''/g")" >> config.yaml
  fi
}
`

// secretConfigurationMemory is a volume that no disk sees.
func secretConfigurationMemory() corev1.Volume {
	return corev1.Volume{Name: secretConfigurationVolume, VolumeSource: corev1.VolumeSource{
		EmptyDir: &corev1.EmptyDirVolumeSource{Medium: corev1.StorageMediumMemory, SizeLimit: &secretConfigurationSize},
	}}
}
