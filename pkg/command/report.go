package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/internal/report"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

func newReportCommand() *cobra.Command {
	var file, environment string
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Draw the workspace as an HTML page",
		Long: `report writes one HTML page: all apps by environment, what differs between environments, and for each app a drawing of its
processes and of what it depends on; and first, what the specs change against HEAD does to jobs and state. The page loads nothing and runs no script, so that it can be sent, published or printed as
it is. It shows what the specs say, and not what runs in a cluster.`,
		Example: `  flinkustomize report -o report.html
  flinkustomize report --environment prod > prod.html`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if file == "" && isTerminal(cmd.OutOrStdout()) {
				return errors.New("the page is not for a terminal: give a file with -o report.html")
			}
			progress := (&screen{err: cmd.ErrOrStderr()}).newProgress(patience)
			progress.at("reading the specs and the old tree")
			page, err := reportPage(environment)
			progress.end()
			if err != nil {
				return err
			}
			return writeReport(cmd.OutOrStdout(), file, page)
		},
	}
	cmd.Flags().StringVarP(&file, "output", "o", "", "file to write to, instead of standard output; one that is not a report is never replaced")
	addEnvironmentFlag(cmd, &environment, "show this environment alone")
	return cmd
}

// reportPage is the page of the workspace of the current folder.
func reportPage(environment string) ([]byte, error) {
	project, err := loadProject("", nil, head)
	if err != nil {
		return nil, err
	}
	targets, err := project.Inventory()
	if err != nil {
		return nil, err
	}
	if targets, err = inventory.In(targets, environment); err != nil {
		return nil, failure{err.Error()}
	}
	var environments []string
	if environment != "" {
		environments = []string{environment}
	}
	r, err := project.review(environments)
	if err != nil {
		return nil, err
	}
	return report.HTML(report.Input{Workspace: project.name, Environments: project.Environments(), Targets: targets, Pending: &r.Report}), nil
}

// writeReport writes a page to a file, or to standard output where there is none.
func writeReport(stdout io.Writer, file string, page []byte) error {
	if file == "" {
		_, err := stdout.Write(page)
		return err
	}
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case info.Mode().IsRegular():
		there, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if bytes.Equal(there, page) {
			return nil
		}
		if len(there) > 0 && !report.Is(there) {
			return fmt.Errorf("%s is not a report of flinkustomize, and is not replaced: give another file, or delete it first", file)
		}
	}
	return os.WriteFile(file, page, 0o666)
}
