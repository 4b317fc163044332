// Package golden compares what is generated with files that were reviewed: for this project's own tests and for those
// of Go programs that build trees with it.
//
//	func TestDeployIsWhatWasReviewed(t *testing.T) {
//		result, err := generate.Specs(input())
//		if err != nil {
//			t.Fatal(err)
//		}
//		golden.Tree(t, "deploy", result.Tree, "")
//	}
//
// A test that imports it has the flag -update, which rewrites the files; what changed is then for review, as any code:
//
//	go test -update
//	git diff deploy
//
// No other code of that test may define a flag of that name, and go test takes it for packages alone that have it.
// Files are compared byte for byte, so Git must leave their line ends: `* text=auto eol=lf` in .gitattributes.
package golden
