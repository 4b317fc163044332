package application

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/job"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// pythonDriver is the class of Flink that runs Python programs.
const pythonDriver = "org.apache.flink.client.python.PythonDriver"

var (
	programPattern = lazyregexp.New(`^/[^\s]+\.py$`)
	modulePattern  = lazyregexp.New(`^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$`)
)

// checkPython checks a Python program: one thing names it, and nothing else says what the cluster runs.
func (a *Target) checkPython(c *check.Checker, field diagnostic.Path) {
	python, at := a.Job.Python, field.Child("python")
	if python == nil {
		return
	}
	a.checkFiles(c)
	named := 0
	for _, is := range []bool{python.Script != nil, python.Path != "", python.Module != ""} {
		if is {
			named++
		}
	}
	if named == 0 && c.Complete {
		c.AddAs(diagnostic.RuleRequiredField, at, "must have script, path or module, which name the program")
	} else if named > 1 {
		c.AddAs(diagnostic.RuleConflictingFields, at, "must have one of script, path and module, not %d", named)
	}
	if script, ok := a.pythonScript(); ok && !strings.HasSuffix(script.name, ".py") {
		c.Add(script.field, "must be a file whose name ends with .py, which Flink asks for, not %s", diagnostic.Quote(script.name))
	}
	if python.Path != "" && !programPattern.MatchString(python.Path) {
		c.Add(at.Child("path"), "must be the path of a program in the image that ends with .py, such as /opt/flink/usrlib/job.py, not %s", diagnostic.Quote(python.Path))
	}
	if python.Module != "" && !modulePattern.MatchString(python.Module) {
		c.Add(at.Child("module"), "must be the name of a Python module, such as orders.main, not %s", diagnostic.Quote(python.Module))
	}
	if strings.ContainsFunc(python.Executable, check.Unprintable) {
		c.Add(at.Child("executable"), "must be the path of a program, such as /usr/bin/python3, not %s", diagnostic.Quote(python.Executable))
	}
	if a.Job.EntryClass != "" && a.Job.EntryClass != pythonDriver {
		c.AddAs(diagnostic.RuleConflictingFields, field.Child("entryClass"), "must not be set beside spec.job.python, which runs %s, not %s", pythonDriver, diagnostic.Quote(a.Job.EntryClass))
	}
	if a.Job.SQL != nil {
		c.AddAs(diagnostic.RuleConflictingFields, field.Child("sql"), "must not be set beside spec.job.python: an application has one job")
	}
}

// checkSQL checks a SQL script, which a program of the user's runs.
func (a *Target) checkSQL(c *check.Checker, field diagnostic.Path) {
	sql := a.Job.SQL
	if sql == nil || a.Job.Python != nil {
		return
	}
	a.checkFiles(c)
	c.Require(sql.Script != nil, field.Child("sql", "script"), "{file: sql/orders.sql}")
	c.Require(a.Job.JarURI != "", field.Child("jarURI"), "local:///opt/flink/usrlib/sql-runner.jar, the program that runs the script: Flink's image has none")
}

// runsScript has the job run a script.
func (a *Target) runsScript(spec *v1beta1.JobSpec) {
	switch python := a.Job.Python; {
	case python != nil:
		spec.EntryClass = pythonDriver
		if spec.JarURI == "" && a.Spec.FlinkVersion != "" {
			spec.JarURI = "local:///opt/flink/opt/flink-python-" + a.Flink.String() + ".jar"
		}
		program := []string{"-py", python.Path}
		if script, ok := a.pythonScript(); ok {
			program = []string{"-py", script.path()}
		} else if python.Module != "" {
			program = []string{"-pym", python.Module}
		}
		spec.Args = append(program, spec.Args...)
	default:
		if script, ok := a.sqlScript(); ok {
			spec.Args = append([]string{script.path()}, spec.Args...)
		}
	}
}

// pythonOptions are those of Flink that a Python program needs.
func (a *Target) pythonOptions() job.Options {
	python, field := a.Job.Python, path("job", "python")
	if python == nil {
		return nil
	}
	var o job.Options
	add := func(key, value, name string) {
		if value != "" {
			o = append(o, job.Option{Key: key, Value: value, Field: field.Child(name)})
		}
	}
	add("python.executable", python.Executable, "executable")
	add("python.client.executable", python.Executable, "executable")
	var modules []string
	for _, name := range slices.Sorted(maps.Keys(python.Files)) {
		modules = append(modules, file{name: name}.path())
	}
	add("python.files", strings.Join(modules, ","), "files")
	if python.Requirements != nil {
		add("python.requirements", file{name: requirementsFile}.path(), "requirements")
	}
	return o
}
