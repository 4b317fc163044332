package format_test

import (
	"os"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic/format"
)

func ExampleWrite() {
	found := diagnostic.Findings{{
		Position: diagnostic.Position{File: "flink/analytics.yaml", Line: 12, Column: 11},
		Rule:     diagnostic.RuleUnknownField,
		Path:     diagnostic.Path{}.Child("spec", "imge"),
		Message:  `is an unknown field: did you mean "image"?`,
	}}
	if err := format.Write(os.Stdout, format.GitHub, found); err != nil {
		panic(err)
	}
	// Output:
	// ::error file=flink/analytics.yaml,line=12,col=11,title=unknown-field::spec.imge: is an unknown field: did you mean "image"?
}
