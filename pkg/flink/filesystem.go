package flink

// S3. Both plugins read every key below s3., with dots and dashes alike, and each one reads keys of its own: s3a. and
// fs.s3a. the one of Hadoop, presto.s3. the one of Presto. The last of each are those to write.
var (
	S3Endpoint = renamed(spelling{key: "s3a.endpoint"}, spelling{key: "fs.s3a.endpoint"}, spelling{key: "presto.s3.endpoint"},
		spelling{Oldest, "s3.endpoint"})
	S3EndpointRegion = renamed(spelling{key: "s3.endpoint.region"}, spelling{key: "s3a.endpoint.region"},
		spelling{Oldest, "fs.s3a.endpoint.region"})
	S3PathStyleAccess = renamed(spelling{key: "s3.path-style-access"}, spelling{key: "s3a.path.style.access"},
		spelling{key: "fs.s3a.path.style.access"}, spelling{key: "presto.s3.path-style-access"}, spelling{Oldest, "s3.path.style.access"})
	S3ACredentialsProvider = renamed(spelling{key: "s3.aws.credentials.provider"}, spelling{key: "s3a.aws.credentials.provider"},
		spelling{Oldest, "fs.s3a.aws.credentials.provider"})
)

// OSS, whose plugin reads Hadoop's keys as they are.
var (
	OSSEndpoint            = option("fs.oss.endpoint")
	OSSCredentialsProvider = option("fs.oss.credentials.provider")
)

// AzureAccountOption is an option of the Azure file system for one storage account: the key is the option's name, such
// as fs.azure.account.auth.type, and the account's host.
func AzureAccountOption(name, host string) Option {
	return Option{spellings: []spelling{{key: name + "." + host}}}
}

// Hadoop.
var HadoopConfigurationConfigMap = option("kubernetes.hadoop.conf.config-map.name")
