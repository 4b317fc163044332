package flux

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery/helm"
)

// What a HelmRelease begins with.
const (
	HelmReleaseAPIVersion = "helm.toolkit.fluxcd.io/v2"
	KindHelmRelease       = "HelmRelease"
)

// What is done with the CRDs in the folder crds of a chart. Flux's default is Create on install, and Skip on upgrade.
const (
	CRDsSkip          = "Skip"
	CRDsCreate        = "Create"
	CRDsCreateReplace = "CreateReplace"
)

// HelmRelease is a chart that Flux installs and upgrades.
//
// +kubebuilder:object:root=true
type HelmRelease struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec HelmReleaseSpec `json:"spec"`
}

// HelmReleaseSpec says which chart is installed, and how.
type HelmReleaseSpec struct {
	// DependsOn are HelmReleases that must be ready first.
	DependsOn []Reference `json:"dependsOn,omitempty"`

	// Interval and Timeout are durations such as 10m. Interval is required.
	Interval string `json:"interval"`
	Timeout  string `json:"timeout,omitempty"`

	// ReleaseName has at most 53 characters; empty, it is made of the target namespace and the name.
	ReleaseName     string `json:"releaseName,omitempty"`
	TargetNamespace string `json:"targetNamespace,omitempty"`

	// StorageNamespace is where Helm keeps its records: empty, that of the HelmRelease.
	StorageNamespace   string `json:"storageNamespace,omitempty"`
	ServiceAccountName string `json:"serviceAccountName,omitempty"`

	// Chart names one in a HelmRepository or GitRepository, ChartRef an OCIRepository. One of them is required.
	Chart    *Chart           `json:"chart,omitempty"`
	ChartRef *SourceReference `json:"chartRef,omitempty"`

	Install        *Install        `json:"install,omitempty"`
	Upgrade        *Upgrade        `json:"upgrade,omitempty"`
	DriftDetection *DriftDetection `json:"driftDetection,omitempty"`
	Values         helm.Values     `json:"values,omitempty"`
}

// Chart is one of a source.
type Chart struct {
	Spec ChartSpec `json:"spec"`
}

// ChartSpec is the name of a chart, or its path in a GitRepository, and its version.
type ChartSpec struct {
	Chart     string          `json:"chart"`
	Version   string          `json:"version,omitempty"`
	SourceRef SourceReference `json:"sourceRef"`
	Interval  string          `json:"interval,omitempty"`
}

// Install is the first installation.
type Install struct {
	CRDs            string       `json:"crds,omitempty"`
	CreateNamespace bool         `json:"createNamespace,omitempty"`
	Remediation     *Remediation `json:"remediation,omitempty"`
}

// Upgrade is any later one.
type Upgrade struct {
	CRDs        string       `json:"crds,omitempty"`
	Remediation *Remediation `json:"remediation,omitempty"`
}

// Remediation is what is done after a failure. Retries of -1 have no end.
type Remediation struct {
	Retries int `json:"retries,omitempty"`
}

// DriftDetection compares what is in the cluster with the chart; Mode is enabled, warn or disabled.
type DriftDetection struct {
	Mode string `json:"mode,omitempty"`
}
