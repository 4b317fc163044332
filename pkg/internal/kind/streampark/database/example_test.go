package database_test

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/database"
)

func ExampleScript() {
	script := database.Script(database.PostgreSQL)
	first, _, _ := strings.Cut(script, "\n")
	fmt.Println(first)
	fmt.Println(strings.Contains(script, "psql --no-psqlrc"))
	// Output:
	// #!/bin/sh
	// true
}
