// Package golden compares what is generated with reviewed files, in this project's own tests and in those of Go programs
// that build trees with it.
//
//	func TestDeployIsWhatWasReviewed(t *testing.T) {
//		result, err := generate.Specs(input())
//		if err != nil {
//			t.Fatal(err)
//		}
//		golden.Tree(t, "deploy", result.Tree, golden.Options{Owner: "platform"})
//	}
//
// With UPDATE_GOLDEN=1 in the environment the files are rewritten; review the changes as you would any code:
//
//	UPDATE_GOLDEN=1 go test
//	git diff deploy
//
// [Options.Update] does the same, for a test with its own flag. The package defines none.
// Files are compared byte for byte, so Git must keep their line endings: `* text=auto eol=lf` in .gitattributes.
package golden
