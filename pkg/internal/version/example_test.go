package version_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/version"
)

func ExampleParseConstraint() {
	constraint, err := version.ParseConstraint(">=0.2 <0.4")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range []string{"v0.1.9", "v0.3.0", ""} {
		takes, known := constraint.Takes(v)
		fmt.Printf("%q: %v, known: %v\n", v, takes, known)
	}
	// Output:
	// "v0.1.9": false, known: true
	// "v0.3.0": true, known: true
	// "": false, known: false
}
