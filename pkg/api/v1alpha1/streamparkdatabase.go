package v1alpha1

// StreamParkDatabaseType says which database keeps what users do.
type StreamParkDatabaseType string

const (
	// StreamParkDatabaseMySQL is MySQL or MariaDB; the environment's mysql says where.
	StreamParkDatabaseMySQL StreamParkDatabaseType = "MySQL"

	// StreamParkDatabasePostgreSQL is PostgreSQL; the environment's postgresql says where.
	StreamParkDatabasePostgreSQL StreamParkDatabaseType = "PostgreSQL"

	// StreamParkDatabaseH2 is H2 inside of StreamPark, for development only. Its users have passwords that everybody knows, so
	// it allows no ingress. Up to 2.1.4 it is in memory: with the pod goes all that users did, and what was registered, which
	// the Job that is done does not do again.
	StreamParkDatabaseH2 StreamParkDatabaseType = "H2"
)

// StreamParkDatabase is where StreamPark keeps what users do.
type StreamParkDatabase struct {
	// Type is MySQL, PostgreSQL or H2. Required.
	Type StreamParkDatabaseType `json:"type,omitempty" union:"discriminator"`

	// Name of the database: lower-case letters, digits and underscores. It may use {environment}, {namespace} and {name},
	// whose dashes become underscores. Default: {namespace}_{name}. With PostgreSQL the tables lie in its schema public.
	Name string `json:"name,omitempty"`

	// Parameters of the JDBC URL, such as sslMode: VERIFY_CA; one that is stated takes the place of a default. Those of MySQL are
	// useUnicode=true, characterEncoding=UTF-8, serverTimezone of spec.timeZone, and allowPublicKeyRetrieval=true, without
	// which a user of MySQL 8 cannot log in where there is no TLS. PostgreSQL's is stringtype=unspecified, which must stay.
	Parameters map[string]*string `json:"parameters,omitempty"`

	// Driver says where the driver of MySQL comes from, which its licence keeps out of the official image. It belongs to
	// type MySQL. Required.
	Driver *StreamParkDriver `json:"driver,omitempty" union:"MySQL"`
}

// StreamParkDriverType says where a driver comes from.
type StreamParkDriverType string

const (
	// StreamParkDriverImage is the image of StreamPark, which has the jar in /streampark/lib.
	StreamParkDriverImage StreamParkDriverType = "Image"

	// StreamParkDriverInitContainer is another image, from which an init container copies the jar.
	StreamParkDriverInitContainer StreamParkDriverType = "InitContainer"

	// StreamParkDriverURL is an address, from which an init container fetches the jar and checks its hash.
	StreamParkDriverURL StreamParkDriverType = "URL"

	// StreamParkDriverVolume is a volume that has the jar.
	StreamParkDriverVolume StreamParkDriverType = "Volume"
)

// StreamParkDriver is the jar of a JDBC driver; it is mounted as one file in /streampark/lib.
type StreamParkDriver struct {
	// Type is Image, InitContainer, URL or Volume. Required.
	Type StreamParkDriverType `json:"type,omitempty" union:"discriminator"`

	// InitContainer belongs to type InitContainer.
	InitContainer *StreamParkDriverImageFile `json:"initContainer,omitempty" union:"InitContainer"`

	// URL belongs to type URL.
	URL *StreamParkDriverAddress `json:"url,omitempty" union:"URL"`

	// Volume belongs to type Volume.
	Volume *StreamParkDriverClaim `json:"volume,omitempty" union:"Volume"`
}

// StreamParkDriverImageFile is a jar in an image that has sh and cp.
type StreamParkDriverImageFile struct {
	// Image that has the jar. Required.
	Image ImageReference `json:"image,omitempty"`

	// +kubebuilder:example="/drivers/mysql-connector-j-8.4.0.jar"

	// Path of the jar in the image, such as /drivers/mysql-connector-j-8.4.0.jar. Required.
	Path string `json:"path,omitempty"`
}

// StreamParkDriverAddress is a jar to fetch whenever the pod starts.
type StreamParkDriverAddress struct {
	// Address of the jar, which begins with https:// or http:// and ends in .jar. Required.
	Address string `json:"address,omitempty"`

	// +kubebuilder:validation:Pattern=`^[0-9a-f]{64}$`

	// SHA256 is the hash of the jar, 64 hexadecimal digits. A jar with another hash is not used. Required.
	SHA256 string `json:"sha256,omitempty"`

	// +kubebuilder:default="curlimages/curl:8.10.1"

	// Image that fetches the jar; it has sh, curl and sha256sum. Default: curlimages/curl:8.10.1.
	Image ImageReference `json:"image,omitempty"`
}

// StreamParkDriverClaim is a jar on a volume.
type StreamParkDriverClaim struct {
	// ClaimName names a PersistentVolumeClaim in StreamPark's namespace. Required.
	ClaimName ObjectName `json:"claimName,omitempty"`

	// +kubebuilder:example="mysql-connector-j-8.4.0.jar"

	// Path of the jar below the root of the volume, such as mysql-connector-j-8.4.0.jar. Required.
	Path string `json:"path,omitempty"`
}

// StreamParkSchema creates the tables once, before StreamPark starts: init containers take the SQL from the image of
// StreamPark and run it where the database has none of StreamPark's tables. What is there already is left alone. The
// database must be empty, or not there if the user may create it. The user needs all rights on it in MySQL, and must own it,
// or may create in its schema public, in PostgreSQL. A Galera cluster must have its tables from elsewhere.
type StreamParkSchema struct {
	// Enabled false leaves the tables to somebody else.
	Enabled *bool `json:"enabled,omitempty"`

	// ClientImage has sh and the client of the database: mysql or mariadb, or psql. Default: mysql:8.4, or
	// postgres:17-alpine.
	ClientImage ImageReference `json:"clientImage,omitempty"`
}

// EnvironmentDatabase says where a database server is, and who StreamPark is to it.
type EnvironmentDatabase struct {
	// Host of the server. It must not be set beside configMapName.
	Host ObjectName `json:"host,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535

	// Port of the server. Default: 3306 for MySQL, 5432 for PostgreSQL; with configMapName, what stands there.
	Port *int32 `json:"port,omitempty"`

	// ConfigMapName names a ConfigMap in StreamPark's namespace with host and port.
	ConfigMapName ObjectName `json:"configMapName,omitempty"`

	// HostKey is the ConfigMap's key with the host. Default: MYSQL_HOST, or POSTGRES_HOST.
	HostKey SecretKey `json:"hostKey,omitempty"`

	// PortKey is the ConfigMap's key with the port. Default: MYSQL_PORT, or POSTGRES_PORT.
	PortKey SecretKey `json:"portKey,omitempty"`

	// SecretName names a Secret in StreamPark's namespace with user and password. Required.
	SecretName ObjectName `json:"secretName,omitempty"`

	// UserKey is the Secret's key with the user. Default: MYSQL_USER, or POSTGRES_USER.
	UserKey SecretKey `json:"userKey,omitempty"`

	// PasswordKey is the Secret's key with the password. Default: MYSQL_PASSWORD, or POSTGRES_PASSWORD.
	PasswordKey SecretKey `json:"passwordKey,omitempty"`
}
