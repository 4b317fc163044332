// Package golden compares what is generated with files that were reviewed: for this project's own tests and for those
// of Go programs that build trees with it.
//
//	func TestDeployIsWhatWasReviewed(t *testing.T) {
//		result, err := generate.Specs(input())
//		if err != nil {
//			t.Fatal(err)
//		}
//		golden.Tree(t, "deploy", result.Tree, golden.Options{Owner: "platform"})
//	}
//
// With UPDATE_GOLDEN=1 in the environment the files are rewritten; what changed is then for review, as any code:
//
//	UPDATE_GOLDEN=1 go test
//	git diff deploy
//
// [Options.Update] does the same, for a test with a flag of its own. The package defines none.
// Files are compared byte for byte, so Git must leave their line ends: `* text=auto eol=lf` in .gitattributes.
package golden
