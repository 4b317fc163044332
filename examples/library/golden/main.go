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

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: golden OUTPUT")
	}
	result, err := generate.Specs(input())
	if err != nil {
		log.Fatal(err)
	}
	report, err := gittree.Write(os.Args[1], result.Tree)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%+v\n", report) // Kept counts the files that somebody edited
}
