package format_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/review"
	"github.com/flinkustomize/flinkustomize/pkg/review/format"
)

func ExampleSummary() {
	r := review.Review{Old: "HEAD"}
	r.Changes = []impact.Change{{Class: impact.JobsLost}, {Class: impact.InPlace}, {Class: impact.InPlace}}
	fmt.Println(format.Summary(r))
	// Output:
	// 3 objects change against HEAD: 1 restart (jobs lost), 2 in place
}
