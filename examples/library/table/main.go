// Command table writes the tree of fifty Flink sessions, which are the rows of a table, and of the StreamPark in which
// their users submit jobs.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: table OUTPUT")
	}
	result, err := generate.Specs(input())
	if err != nil {
		log.Fatal(err)
	}
	report, err := gittree.Write(os.Args[1], result.Tree, gittree.Options{Owner: "table"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%+v\n", report) // Kept counts the files that somebody edited, and those that no spec asks for any more
}
