package repository_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/repository"
)

// What HEAD has in the folder deploy.
func ExampleCommit_Files() {
	in, err := repository.Of("deploy")
	if err != nil || in == nil {
		fmt.Println("no repository", err)
		return
	}
	head, err := in.Commit("HEAD")
	if err != nil {
		fmt.Println(err)
		return
	}
	files, err := head.Files(in.Path(""))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, file := range files {
		fmt.Println(file.Path, file.Hash)
	}
}
