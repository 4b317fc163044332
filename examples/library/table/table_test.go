package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

func TestTheConsoleRegistersEverySessionOfProd(t *testing.T) {
	result, err := generate.Specs(input())
	if err != nil {
		t.Fatal(err)
	}
	registration, ok := result.Tree.File("streampark/console/overlays/prod/configmap-registration.patch.yaml")
	if !ok {
		t.Fatal("the StreamPark must have its registration")
	}
	sessions := 0
	for _, row := range fleet {
		for _, session := range row.sessions {
			sessions++
			name := row.team + "-" + session
			if _, ok := result.Tree.Folder("flink/" + name); !ok {
				t.Errorf("%s must be in the tree", name)
			}
			inProd := slices.Contains(row.environments, "prod")
			if registered := strings.Contains(string(registration), `"name": "`+name+`"`); registered != inProd {
				t.Errorf("%s: in prod: %t, registered: %t", name, inProd, registered)
			}
		}
	}
	if sessions != 50 {
		t.Errorf("the table must have 50 sessions, not %d", sessions)
	}
}
