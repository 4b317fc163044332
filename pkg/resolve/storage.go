package resolve

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

const (
	defaultVolumeMountPath = "/opt/flink/state"
	defaultVolumeFSGroup   = 9999
	defaultHDFSURI         = "hdfs:///flink"

	defaultS3AccessKeyIDKey      = "AWS_ACCESS_KEY_ID"
	defaultS3SecretAccessKeyKey  = "AWS_SECRET_ACCESS_KEY"
	defaultGCSKeyFileKey         = "key.json"
	defaultAzureStorageKeyKey    = "AZURE_STORAGE_KEY"
	defaultOSSAccessKeyIDKey     = "OSS_ACCESS_KEY_ID"
	defaultOSSAccessKeySecretKey = "OSS_ACCESS_KEY_SECRET"
)

// roleARN is the annotation with which EKS gives a ServiceAccount a role.
const roleARN = "eks.amazonaws.com/role-arn"

func setStorageDefaults(cluster *v1alpha1.Cluster) {
	if cluster.Storage == nil {
		cluster.Storage = &v1alpha1.Storage{}
	}
	storage := cluster.Storage
	setDefault(&storage.Type, v1alpha1.StorageNone)
	switch storage.Type {
	case v1alpha1.StorageS3:
		setDefaultStruct(&storage.S3)
		setDefault(&storage.S3.Plugin, v1alpha1.S3PluginPresto)
		setDefault(&storage.S3.PluginActivation, v1alpha1.PluginActivationCopy)
	case v1alpha1.StorageGCS:
		setPluginDefaults(&storage.GCS)
	case v1alpha1.StorageAzure:
		setPluginDefaults(&storage.Azure)
	case v1alpha1.StorageOSS:
		setPluginDefaults(&storage.OSS)
	case v1alpha1.StorageVolume:
		setDefaultStruct(&storage.Volume)
		setVolumeDefaults(storage.Volume)
	}
}

func setPluginDefaults(storage **v1alpha1.PluginStorage) {
	setDefaultStruct(storage)
	setDefault(&(*storage).PluginActivation, v1alpha1.PluginActivationCopy)
}

// setVolumeDefaults leaves a claim that exists already as it is.
func setVolumeDefaults(volume *v1alpha1.VolumeStorage) {
	setDefault(&volume.MountPath, defaultVolumeMountPath)
	setDefaultPointer(&volume.FSGroup, defaultVolumeFSGroup)
	if volume.ClaimName == "" && volume.AccessModes == nil {
		volume.AccessModes = []corev1.PersistentVolumeAccessMode{corev1.ReadWriteMany}
	}
}

// setStoreDefaults fills what the environment says about its stores.
func setStoreDefaults(facts *v1alpha1.EnvironmentSpec, account *v1alpha1.ServiceAccount) {
	if s3 := facts.S3; s3 != nil {
		if s3.Credentials == nil {
			s3.Credentials = &v1alpha1.S3Credentials{Type: ownS3Credentials(account, facts.ServiceAccount)}
		}
		setDefault(&s3.Credentials.Type, v1alpha1.S3CredentialsSecret)
		if s3.Credentials.Type == v1alpha1.S3CredentialsSecret {
			setDefault(&s3.Credentials.AccessKeyIDKey, defaultS3AccessKeyIDKey)
			setDefault(&s3.Credentials.SecretAccessKeyKey, defaultS3SecretAccessKeyKey)
		}
	}
	if gcs := facts.GCS; gcs != nil {
		if gcs.Credentials == nil {
			gcs.Credentials = &v1alpha1.GCSCredentials{Type: v1alpha1.GCSCredentialsWorkloadIdentity}
		}
		setDefault(&gcs.Credentials.Type, v1alpha1.GCSCredentialsSecret)
		if gcs.Credentials.Type == v1alpha1.GCSCredentialsSecret {
			setDefault(&gcs.Credentials.KeyFileKey, defaultGCSKeyFileKey)
		}
	}
	if azure := facts.Azure; azure != nil {
		if azure.Credentials == nil {
			azure.Credentials = &v1alpha1.AzureCredentials{Type: v1alpha1.AzureCredentialsManagedIdentity}
		}
		setDefault(&azure.Credentials.Type, v1alpha1.AzureCredentialsSecret)
		if azure.Credentials.Type == v1alpha1.AzureCredentialsSecret {
			setDefault(&azure.Credentials.StorageKeyKey, defaultAzureStorageKeyKey)
		}
	}
	if oss := facts.OSS; oss != nil && oss.Credentials != nil {
		setDefault(&oss.Credentials.AccessKeyIDKey, defaultOSSAccessKeyIDKey)
		setDefault(&oss.Credentials.AccessKeySecretKey, defaultOSSAccessKeySecretKey)
	}
	if facts.HDFS != nil {
		setDefault(&facts.HDFS.URI, defaultHDFSURI)
	}
}

// ownS3Credentials are those that a pod has by itself.
func ownS3Credentials(account *v1alpha1.ServiceAccount, shared *v1alpha1.EnvironmentServiceAccount) v1alpha1.S3CredentialsType {
	annotations := account.Annotations
	if shared != nil && shared.Name == account.Name {
		annotations = shared.Annotations
	}
	if annotations[roleARN] != nil {
		return v1alpha1.S3CredentialsWorkloadIdentity
	}
	return v1alpha1.S3CredentialsInstance
}

func setDefaultStruct[T any](field **T) {
	if *field == nil {
		*field = new(T)
	}
}
