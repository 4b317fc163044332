package v1alpha1

// JarFolder is a folder of Flink's installation.
type JarFolder string

const (
	// JarFolderLib is /opt/flink/lib: every process loads the jar when it starts, for all jobs.
	JarFolderLib JarFolder = "Lib"

	// JarFolderUsrLib is /opt/flink/usrlib: an application loads the jar with the classes of its job. In a session nothing loads it by
	// itself; a job or a statement such as ADD JAR names its path.
	JarFolderUsrLib JarFolder = "UsrLib"
)

// Jar is a jar that JobManager and TaskManagers get when they start, either from an address (url, sha256) or from an image
// (image, path).
type Jar struct {
	// +kubebuilder:example="https://repository.example.com/udf-1.4.0.jar"

	// URL of the jar, such as https://repository.example.com/udf-1.4.0.jar, which begins with https:// or http://. Each pod fetches it when it starts, in a container of
	// the cluster's image, which must have sh, curl and sha256sum, as the official one has. It must not be set beside image.
	URL string `json:"url,omitempty"`

	// +kubebuilder:validation:Pattern=`^[0-9a-f]{64}$`

	// SHA256 is the hash of the jar at url, 64 hexadecimal digits. A pod does not start with a jar of another hash. Required with url.
	SHA256 string `json:"sha256,omitempty"`

	// Image that has the jar, and sh and cp. An image without a registry host gets the imageRegistry of the environment in front.
	Image ImageReference `json:"image,omitempty"`

	// +kubebuilder:example="/jars/udf-1.4.0.jar"

	// Path of the jar in the image, such as /jars/udf-1.4.0.jar. Required with image.
	Path string `json:"path,omitempty"`

	// +kubebuilder:default="Lib"

	// Folder that the jar is put into: Lib or UsrLib. Default: Lib.
	Folder JarFolder `json:"folder,omitempty"`
}
