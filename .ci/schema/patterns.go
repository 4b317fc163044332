package main

import (
	"fmt"
	"regexp"

	"github.com/flinkustomize/flinkustomize/.ci/apidoc"
)

const module = "github.com/flinkustomize/flinkustomize/"

// patterns names, for fields with text or lists of text, the variable with the regular expression that the checks of
// generate hold their values against. Whatever else those checks know, a schema does not see.
var patterns = []struct {
	in, variable string
	fields       []string
}{
	{"pkg/flink", "versionPattern", []string{"Cluster.FlinkVersion", "StreamParkRemoteCluster.FlinkVersion"}},
	{"pkg/operator", "memoryPattern", []string{"JobManager.Memory", "TaskManager.Memory"}},
	{"pkg/operator", "releasePattern", []string{"EnvironmentSpec.OperatorVersion"}},
	{"pkg/validate", "bucketPattern", []string{"EnvironmentS3.Bucket", "EnvironmentOSS.Bucket"}},
	{"pkg/validate", "gcsBucketPattern", []string{"EnvironmentGCS.Bucket"}},
	{"pkg/validate", "regionPattern", []string{"EnvironmentS3.Region"}},
	{"pkg/validate", "azureAccountPattern", []string{"EnvironmentAzure.Account"}},
	{"pkg/validate", "azureContainerPattern", []string{"EnvironmentAzure.Container"}},
	{"pkg/validate", "uuidPattern", []string{"AzureCredentials.ClientID", "AzureCredentials.TenantID"}},
	{"pkg/validate", "coresPattern", []string{"JobManager.CPU", "TaskManager.CPU", "StreamParkSpec.CPU", "StreamParkSpec.CPULimit"}},
	{"pkg/validate", "limitFactorPattern", []string{
		"JobManager.CPULimitFactor", "JobManager.MemoryLimitFactor", "TaskManager.CPULimitFactor", "TaskManager.MemoryLimitFactor",
	}},
	{"pkg/validate", "ephemeralStoragePattern", []string{"JobManager.EphemeralStorage", "TaskManager.EphemeralStorage"}},
	{"pkg/flink", "durationPattern", []string{
		"Checkpoints.Interval", "Checkpoints.MinPause", "Checkpoints.Timeout",
		"ZooKeeperHighAvailability.SessionTimeout", "ZooKeeperHighAvailability.ConnectionTimeout",
		"FixedDelayRestart.Delay", "FailureRateRestart.Interval", "FailureRateRestart.Delay",
		"ExponentialDelayRestart.InitialBackoff", "ExponentialDelayRestart.MaxBackoff", "ExponentialDelayRestart.ResetBackoffThreshold",
	}},
	{"pkg/validate", "decimalPattern", []string{"ExponentialDelayRestart.BackoffMultiplier", "ExponentialDelayRestart.JitterFactor"}},
	{"pkg/validate", "hostAndPortPattern", []string{"EnvironmentZooKeeper.Quorum"}},
	{"pkg/validate", "imagePattern", []string{
		"Cluster.Image", "StreamParkSpec.Image", "StreamParkSchema.ClientImage", "StreamParkRegistration.Image",
		"StreamParkRemoteCluster.Image", "StreamParkDriverImageFile.Image", "StreamParkDriverAddress.Image",
	}},
	{"pkg/validate", "registryPattern", []string{"EnvironmentSpec.ImageRegistry"}},
	{"pkg/validate", "principalPattern", []string{"EnvironmentKerberos.Principal"}},
	{"pkg/validate", "loginContextPattern", []string{"Kerberos.LoginContexts"}},
	{"pkg/validate", "serviceNamePattern", []string{"EnvironmentZooKeeperSASL.ServiceName", "EnvironmentHDFS.User"}},
	{"pkg/validate", "prometheusPattern", []string{"Metrics.Interval", "StreamParkMetrics.Interval"}},
	{"pkg/validate", "presetName", []string{"FlinkSessionSpec.Preset", "StreamParkSpec.Preset", "PresetMetadata.Name"}},
	{"pkg/streampark", "sizePattern", []string{"StreamParkSpec.Memory", "StreamParkSpec.JVMHeap"}},
	{"pkg/validate", "sha256Pattern", []string{"StreamParkDriverAddress.SHA256"}},
	{"pkg/validate", "bodySizePattern", []string{"StreamParkIngress.BodySize"}},
	{"pkg/validate", "webUIPathPattern", []string{"WebUI.Path"}},
	{"pkg/validate", "ldapPattern", []string{"StreamParkLDAP.URL"}},
	{"pkg/validate", "namespacePattern", []string{"FlinkSessionSpec.Namespace", "StreamParkSpec.Namespace", "EnvironmentSpec.Namespace"}},
	{"pkg/validate", "objectNamePattern", []string{
		"Cluster.ImagePullSecrets", "StreamParkSpec.ImagePullSecrets", "EnvironmentSpec.ImagePullSecrets",
		"EnvironmentIngress.ClassName", "EnvironmentIngress.TLSSecretName", "WebUI.ClassName", "WebUI.TLSSecretName",
		"StreamParkIngress.ClassName", "StreamParkIngress.TLSSecretName",
		"EnvironmentVolume.StorageClassName", "VolumeStorage.StorageClassName", "VolumeStorage.ClaimName", "StreamParkVolume.StorageClassName",
		"StreamParkDriverClaim.ClaimName", "EnvironmentHive.MetastoreConfigMapName", "EnvironmentHive.HadoopConfigMapName",
		"EnvironmentHDFS.ConfigMapName", "EnvironmentKerberos.KeytabSecretName", "EnvironmentKerberos.KRB5ConfigMapName",
		"EnvironmentServiceAccount.Name", "ServiceAccount.Name", "StreamParkKubernetes.ServiceAccountName", "StreamParkLDAP.SecretName",
		"StreamParkAdministrator.SecretName", "EnvironmentDatabase.ConfigMapName", "EnvironmentDatabase.SecretName", "EnvironmentDatabase.Host",
	}},
	{"pkg/validate", "secretKeyPattern", []string{
		"EnvironmentKerberos.KeytabKey", "StreamParkAdministrator.PasswordKey", "StreamParkLDAP.UserKey", "StreamParkLDAP.PasswordKey",
		"EnvironmentDatabase.HostKey", "EnvironmentDatabase.PortKey", "EnvironmentDatabase.UserKey", "EnvironmentDatabase.PasswordKey",
	}},
	{"pkg/operator", "namePattern", []string{sessionName, parkName}},
}

// sessionName and parkName are the names of a FlinkSession and a StreamPark; other kinds share their Go type, not the rule.
const (
	sessionName = "FlinkSession.Metadata.Name"
	parkName    = "StreamPark.Metadata.Name"
)

// bounds are those of whole numbers, as the checks of generate hold them; most is 0 where there is none.
var bounds = []struct {
	least, most int64
	fields      []string
}{
	{1, 65535, []string{"Metrics.Port", "EnvironmentDatabase.Port", "StreamParkService.Port", "StreamParkMetrics.Port", "StreamParkNetworkPolicy.EgressPorts"}},
	{1, 0, []string{
		"Checkpoints.Retained", "Checkpoints.MaxConcurrent", "JobManager.Replicas", "TaskManager.Replicas", "TaskManager.Slots",
		"PodDisruptionBudget.MaxUnavailable", "FixedDelayRestart.Attempts", "FailureRateRestart.MaxFailuresPerInterval",
		"ExponentialDelayRestart.AttemptsBeforeResetBackoff", "StreamParkSpec.RunAsUser",
	}},
	{1, 1, []string{"StreamParkSpec.Replicas"}},
	{0, 0, []string{"Checkpoints.TolerableFailures", "VolumeStorage.FSGroup"}},
}

// fieldBounds are the bounds by the fields that they are for.
func fieldBounds() map[string][2]int64 {
	of := map[string][2]int64{}
	for _, b := range bounds {
		for _, field := range b.fields {
			of[field] = [2]int64{b.least, b.most}
		}
	}
	return of
}

// fieldPatterns are the patterns by the fields that they are for.
func fieldPatterns() (map[string]string, error) {
	packages := map[string]*apidoc.Package{}
	of := map[string]string{}
	for _, p := range patterns {
		if packages[p.in] == nil {
			found, err := apidoc.Load(module + p.in)
			if err != nil {
				return nil, err
			}
			packages[p.in] = found
		}
		pattern, ok := packages[p.in].Patterns[p.variable]
		if !ok {
			return nil, fmt.Errorf("patterns: %s must have the pattern %s", p.in, p.variable)
		}
		for _, field := range p.fields {
			of[field] = pattern
		}
	}
	return of, nil
}

// numbers are of the forms that numbers have in YAML.
var numbers = []string{"0", "1", "1.5", "0.5", "1000"}

// admitsNumbers tells whether some number is of the pattern. If none is, the field's value must be text.
func admitsNumbers(pattern string) bool {
	compiled := regexp.MustCompile(pattern)
	for _, number := range numbers {
		if compiled.MatchString(number) {
			return true
		}
	}
	return false
}
