package environment

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// CheckAlike finds environments in one namespace, below one domain and with one bucket: most often one was copied from the
// other, and what is applied for it replaces what runs for the other.
func CheckAlike(all []resolve.Source[v1alpha1.Environment]) diagnostic.Findings {
	type place struct {
		namespace, domain string
		store             any
	}
	var findings diagnostic.Findings
	first := map[place]resolve.Source[v1alpha1.Environment]{}
	for _, e := range all {
		spec := e.Object.Spec
		if spec.Namespace == "" || spec.Ingress == nil || spec.Ingress.Domain == "" {
			continue
		}
		for _, store := range buckets(spec.EnvironmentStores) {
			here := place{spec.Namespace, spec.Ingress.Domain, store}
			other, known := first[here]
			if !known {
				first[here] = e
				continue
			}
			if other.Object.Metadata.Name == e.Object.Metadata.Name {
				continue
			}
			at := ""
			if position := other.Position(); position != "" {
				at = " (" + position + ")"
			}
			findings = append(findings, e.WithoutFollowing(diagnostic.Findings{e.SpecErrorf(path("namespace"),
				"is that of %s%s, with the same ingress.domain and bucket: if both are in one cluster, each replaces what runs for the other; change what was copied",
				other, at).Under(diagnostic.RuleSameEnvironment)})...)
			break
		}
	}
	return findings
}

// buckets are the stores that have a name of their own outside the cluster, each as what tells it from others.
func buckets(stores v1alpha1.EnvironmentStores) []any {
	var all []any
	if s3 := stores.S3; s3 != nil && s3.Bucket != "" {
		all = append(all, v1alpha1.EnvironmentS3{Endpoint: s3.Endpoint, Bucket: s3.Bucket})
	}
	if gcs := stores.GCS; gcs != nil && gcs.Bucket != "" {
		all = append(all, v1alpha1.EnvironmentGCS{Bucket: gcs.Bucket})
	}
	if azure := stores.Azure; azure != nil && azure.Container != "" {
		all = append(all, v1alpha1.EnvironmentAzure{Account: azure.Account, Container: azure.Container})
	}
	if oss := stores.OSS; oss != nil && oss.Bucket != "" {
		all = append(all, v1alpha1.EnvironmentOSS{Endpoint: oss.Endpoint, Bucket: oss.Bucket})
	}
	return all
}
