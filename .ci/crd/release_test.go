package crd

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReleasesAcceptWhatTheirCRDsDo(t *testing.T) {
	for _, name := range []string{"1.6", "1.10", "1.12", "1.13", "1.15"} {
		t.Run(name, func(t *testing.T) {
			spec, release := schemaOf(t, name).Properties["spec"], mustRelease(t, name)
			var listed []string
			for _, value := range spec.Properties["flinkVersion"].Enum {
				listed = append(listed, strings.Trim(string(value.Raw), `"`))
			}
			listed = slices.DeleteFunc(listed, func(enum string) bool { return enum == "v1_13" || enum == "v1_14" })
			if diff := cmp.Diff(listed, release.FlinkVersionEnums()); diff != "" {
				t.Errorf("Flink versions (-CRD +table):\n%s", diff)
			}
			ingress := spec.Properties["ingress"].Properties
			if _, has := ingress["labels"]; has != release.IngressLabels() {
				t.Errorf("CRD has ingress.labels: %v, table: %v", has, release.IngressLabels())
			}
			if _, has := ingress["tls"]; has != release.IngressTLS() {
				t.Errorf("CRD has ingress.tls: %v, table: %v", has, release.IngressTLS())
			}
		})
	}
}
