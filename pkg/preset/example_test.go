package preset_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/preset"
)

func ExampleShipped() {
	for _, p := range preset.Shipped() {
		fmt.Println(p.Metadata.Name)
	}
	// Output:
	// development-application/v1
	// development/v1
	// development/v2
	// kdp-extras/v1
	// kdp-streampark/v1
	// kdp/v1
	// kdp/v2
	// production-application/v1
	// production/v1
	// production/v2
}
