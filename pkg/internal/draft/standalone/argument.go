package standalone

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// arguments are what follows the command of a process.
type arguments struct {
	properties map[string]string // -Dkey=value
	job        map[string]any    // of spec.job
	restore    string            // the mode in which the first savepoint is claimed
}

// readArguments takes the arguments apart: options of Flink's StandaloneApplicationClusterConfigurationParserFactory (1.16 to 2.2), and
// from the first other word on those of the job. A process that runs no job has its host and the port of its web UI there.
func (p *process) readArguments() arguments {
	a := arguments{map[string]string{}, map[string]any{}, ""}
	args := p.args
	for len(args) > 0 {
		word := args[0]
		option, value, joined := strings.Cut(word, "=")
		args = args[1:]
		next := func() string {
			if !joined && len(args) > 0 {
				value, args = args[0], args[1:]
			}
			return value
		}
		switch {
		case strings.HasPrefix(word, "-D"):
			property := strings.TrimPrefix(word, "-D")
			if property == "" && len(args) > 0 {
				property, args = args[0], args[1:]
			}
			key, value, _ := strings.Cut(property, "=")
			if strings.Contains(value, "$(") {
				p.argument(draft.NotKept, "gives "+key+" the value of a variable, which flinkConfiguration cannot")
				continue
			}
			a.properties[key] = value
		case option == "--job-classname" || option == "-j":
			a.job["entryClass"] = next()
		case option == "--jars" || option == "-jars" || option == "--jar-file" || option == "-jarfile":
			first, others, several := strings.Cut(next(), ",")
			a.job["jarURI"] = local(first)
			if several {
				p.argument(draft.NotKept, "names several jars, and the operator takes one, "+first+": put "+others+" into /opt/flink/usrlib or jars")
			}
		case option == "--fromSavepoint" || option == "-s":
			a.job["initialSavepointPath"] = next()
		case option == "--allowNonRestoredState" || option == "-n":
			a.job["allowNonRestoredState"] = true
		case option == "--restoreMode" || option == "--claimMode" || option == "-rm":
			a.restore = next()
		case option == "--job-id" || option == "-jid":
			next()
			p.argument(draft.NotKept, "has "+option+": the operator gives the job an id")
		case option == "--host" || option == "-h":
			next()
		case option == "--webui-port" || option == "-r" || option == "--configDir" || option == "-c":
			next()
			p.argument(draft.NotKept, "has "+option+", which the operator sets")
		case p.job:
			rest := []any{word}
			for _, arg := range args {
				rest = append(rest, arg)
			}
			a.job["args"] = rest
			return a
		case strings.HasPrefix(word, "$(") || p.role == jobManager: // its host, and the port
		default:
			p.argument(draft.NotKept, "has an argument that no process of Flink reads")
		}
	}
	return a
}

func (p *process) argument(outcome, message string) {
	p.note(outcome, message, "spec", "template", "spec", "containers", "args")
}

// local is where a jar in the image is.
func local(path string) string {
	if strings.Contains(path, "://") {
		return path
	}
	return "local://" + path
}
