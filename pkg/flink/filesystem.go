package flink

// S3. Both plugins read every key below s3., with dots and dashes alike, and each one reads keys of its own: s3a. and
// fs.s3a. the one of Hadoop, presto.s3. the one of Presto. The last of each are those to write.
var (
	S3Endpoint             = spelled("s3.endpoint", "presto.s3.endpoint", "fs.s3a.endpoint", "s3a.endpoint")
	S3EndpointRegion       = spelled("fs.s3a.endpoint.region", "s3a.endpoint.region", "s3.endpoint.region")
	S3PathStyleAccess      = spelled("s3.path.style.access", "presto.s3.path-style-access", "fs.s3a.path.style.access", "s3a.path.style.access", "s3.path-style-access")
	S3ACredentialsProvider = spelled("fs.s3a.aws.credentials.provider", "s3a.aws.credentials.provider", "s3.aws.credentials.provider")
)

// OSS, whose plugin reads Hadoop's keys as they are.
var (
	OSSEndpoint            = option("fs.oss.endpoint")
	OSSCredentialsProvider = option("fs.oss.credentials.provider")
)

// AzureAccountOption is an option of the Azure file system for one storage account: the key is the option's name, such
// as fs.azure.account.auth.type, and the account's host.
func AzureAccountOption(name, host string) Option {
	return Option{key: name + "." + host}
}

// Hadoop.
var HadoopConfigurationConfigMap = option("kubernetes.hadoop.conf.config-map.name")
