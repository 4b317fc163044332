// Command dashboards builds the dashboards for Grafana, and writes them into the folder that it is given, from which the product
// embeds them. What is different in each environment stands in them as a placeholder, such as @uid@, which package
// pkg/internal/observe/dashboard replaces. A module of its own keeps Grafana's SDK out of the project's dependencies.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: dashboards FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "dashboards:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	for _, one := range all {
		content, err := one.json()
		if err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
		if err := os.WriteFile(filepath.Join(folder, one.name+".json"), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
