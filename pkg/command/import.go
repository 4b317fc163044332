package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	findingformat "github.com/flinkustomize/flinkustomize/pkg/diagnostic/format"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/importer"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/preset"
	"github.com/flinkustomize/flinkustomize/pkg/review"
	"github.com/flinkustomize/flinkustomize/pkg/review/format"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// importFlags are the flags of import.
type importFlags struct {
	environments          []string
	output, format        string
	verify, force, all    bool
	operator              operator.Release
	namespace, presetName string
}

func newImportCommand() *cobra.Command {
	var screen screen
	flags := importFlags{format: format.Text, output: "."}
	cmd := &cobra.Command{
		Use:   "import [FILE|DIR|-]...",
		Short: "Write specs of what runs already",
		Long: `import reads manifests, such as FlinkDeployments and what stands beside them, and writes specs that render the same objects. It
says what it kept, changed and could not keep. It asks no cluster and fetches nothing.

FILE holds YAML, such as the output of kubectl get -o yaml or helm template, DIR is read with all that is below it, - is standard
input. A folder with a kustomization is built first. With --environment, each FILE or DIR is what runs in one environment, and
apps of one name become one spec. Objects beside the apps that no spec renders are carried in files that the specs name.

Where there is no workspace, one is made. Nothing is replaced without --force. No Secret and no credential in plain text is
written.`,
		Example: `  kubectl get flinkdeployments,flinksessionjobs,services,ingresses -n streaming -o yaml | flinkustomize import --verify -
  flinkustomize import --environment dev=overlays/dev --environment prod=overlays/prod
  helm template analytics ./chart | flinkustomize import --operator-version 1.12 --output platform -`,
		RunE: func(cmd *cobra.Command, arguments []string) error {
			screen.out, screen.err, screen.format = cmd.OutOrStdout(), cmd.ErrOrStderr(), findingformat.Text
			options, err := flags.options(arguments)
			if err != nil {
				return err
			}
			options.Stdin = cmd.InOrStdin()
			return screen.finish(runImport(&screen, flags, options))
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&flags.environments, "environment", nil, "NAME=PATH: what PATH holds runs in this environment; may be given several times")
	f.StringVarP(&flags.output, "output", "o", flags.output, "folder to write to")
	f.Var(releaseFlag{&flags.operator}, "operator-version", "release of the operator that runs there, such as 1.15; the latest by default")
	f.StringVar(&flags.namespace, "namespace", "", "namespace of objects that state none")
	f.StringVar(&flags.presetName, "preset", "", "preset that the specs name, so that they need not say what it gives: see flinkustomize presets")
	f.BoolVar(&flags.verify, "verify", false, "render the specs and show how the objects differ from what was read; exit with 1 where that has consequences")
	f.BoolVar(&flags.force, "force", false, "replace files that are there")
	f.Var(oneOf(&flags.format, []string{format.Text, format.JSON}), "format", "of the report: text, or json (complete)")
	f.BoolVar(&flags.all, "all", false, "show what was kept, too, and every field that differs")
	var releases []string
	for _, release := range operator.Releases() {
		releases = append(releases, release.String())
	}
	_ = cmd.RegisterFlagCompletionFunc("operator-version", cobra.FixedCompletions(releases, cobra.ShellCompDirectiveNoFileComp))   // the flag is there
	_ = cmd.RegisterFlagCompletionFunc("preset", cobra.FixedCompletions(preset.NewestNames(), cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	return cmd
}

// options are those of the import.
func (f importFlags) options(arguments []string) (importer.Options, error) {
	options := importer.Options{Namespace: f.namespace, Preset: f.presetName}
	if (f.operator != operator.Release{}) {
		options.OperatorVersion = f.operator.String()
	}
	for _, argument := range arguments {
		options.Places = append(options.Places, importer.Place{Path: argument})
	}
	for _, environment := range f.environments {
		name, path, ok := strings.Cut(environment, "=")
		if !ok || name == "" || path == "" {
			return options, fmt.Errorf("--environment must be NAME=PATH, such as prod=overlays/prod, not %s", diagnostic.Quote(environment))
		}
		options.Places = append(options.Places, importer.Place{Environment: name, Path: path})
	}
	return options, nil
}

// imported is what an import comes to.
type imported struct {
	*importer.Result
	review  review.Review
	written []string
}

func runImport(screen *screen, flags importFlags, options importer.Options) error {
	progress := screen.newProgress(patience)
	progress.at("reading")
	result, err := importer.Import(options)
	if err != nil {
		progress.end()
		var list diagnostic.Findings
		if errors.As(err, &list) {
			screen.found(list)
			return errors.New("nothing was imported")
		}
		return err
	}
	progress.at("rendering the specs")
	differences, found, err := result.Verify()
	progress.end()
	if err != nil {
		return err
	}
	i := imported{Result: result, review: review.Review{Old: "what was read", Report: differences}}
	i.Findings = append(i.Findings, found...)
	if len(result.Documents) > 0 {
		if i.written, err = writeImported(flags, result); err != nil {
			return err
		}
		for _, place := range unreadPlaces(flags.output, result) {
			screen.notef("%s does not name %s, so that generate passes it over: add it to spec.specs", workspace.FileName, place)
		}
	}
	if flags.format == format.JSON {
		if err := i.writeJSON(screen, flags); err != nil {
			return err
		}
	} else if err := i.writeText(screen, flags); err != nil {
		return err
	}
	return i.failure(flags)
}

// failure is that of an import which did not keep everything.
func (i imported) failure(flags importFlags) error {
	lost := slices.ContainsFunc(i.Notes, func(n importer.Note) bool { return n.Outcome == importer.NotKept })
	differs := flags.verify && slices.ContainsFunc(i.review.Changes, func(c impact.Change) bool { return c.Class.Compare(impact.InPlace) > 0 })
	if lost || differs || i.Findings.HasErrors() || len(i.Documents) == 0 {
		return failure{}
	}
	return nil
}

// writeText writes the report for people: what somebody has to look at, and how much was kept.
func (i imported) writeText(screen *screen, flags importFlags) error {
	screen.found(i.Findings)
	counts := map[string]int{}
	for _, n := range i.Notes {
		counts[n.Outcome]++
		if n.Outcome == importer.Kept && !flags.all {
			continue
		}
		where := n.Object
		if n.Field != "" {
			where += ": " + n.Field
		}
		if n.Source != "" {
			where = n.Source + ": " + where
		}
		if _, err := fmt.Fprintf(visible{screen.out}, "%s: %s: %s\n", n.Outcome, where, n.Message); err != nil {
			return err
		}
	}
	compared := format.Summary(i.review)
	if i.Findings.HasErrors() {
		compared = "documents with errors are not compared; of the others, " + compared
	}
	if flags.verify {
		if i.Findings.HasErrors() {
			screen.notef("documents with errors are not compared with what was read")
		}
		if err := format.Write(visible{screen.out}, format.Text, i.review, format.Options{All: flags.all}); err != nil {
			return err
		}
	}
	if len(i.Documents) == 0 {
		screen.notef("nothing was read that becomes a spec")
		return nil
	}
	screen.notef("wrote %s with %s; carried %s; changed %d, not kept %d: %s", plural(len(i.written), "file"), plural(len(i.Documents), "document"),
		plural(counts[importer.Kept], "object"), counts[importer.Changed], counts[importer.NotKept], compared)
	return nil
}

// writeJSON writes the whole report.
func (i imported) writeJSON(screen *screen, flags importFlags) error {
	var findings, changes bytes.Buffer
	if err := findingformat.Write(&findings, findingformat.JSON, i.Findings); err != nil {
		return err
	}
	if err := format.Write(&changes, format.JSON, i.review, format.Options{}); err != nil {
		return err
	}
	encoder := json.NewEncoder(screen.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		Files     []string            `json:"files"`
		Documents []importer.Document `json:"documents"`
		Notes     []importer.Note     `json:"notes"`
		Findings  json.RawMessage     `json:"findings"`
		Verify    json.RawMessage     `json:"verify"`
	}{i.written, i.Documents, i.Notes, findings.Bytes(), changes.Bytes()})
}
