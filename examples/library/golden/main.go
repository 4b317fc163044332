// Command golden writes the tree of a session into a folder. The folder deploy, which Argo CD or Flux reads, is committed
// beside it, and the test fails when it is not what the program makes.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// owner is whom the indexes of the tree name: no other program or workspace writes into its folder.
const owner = "golden"

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: golden OUTPUT")
	}
	result, err := generate.Specs(input())
	if err != nil {
		log.Fatal(err)
	}
	report, err := gittree.Write(os.Args[1], result.Tree, gittree.Options{Owner: owner})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%+v\n", report) // Kept counts the files that somebody edited, and those that no spec asks for any more
}
