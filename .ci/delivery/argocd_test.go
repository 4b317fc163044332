package deliverycheck

import (
	"os"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
	"sigs.k8s.io/yaml"
)

// programs are the health checks for argocd-cm by the kind of the object, as reviewed.
func programs(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, file := range glob(t, "delivery/argocd-cm.patch.yaml") {
		var patch struct{ Data map[string]string }
		if err := yaml.UnmarshalStrict(read(t, file), &patch); err != nil {
			t.Fatal(err)
		}
		for key, program := range patch.Data {
			name, ok := strings.CutPrefix(key, "resource.customizations.health.")
			if !ok {
				t.Errorf("%s: Argo CD does not know %s", file, key)
			}
			_, kind, _ := strings.Cut(name, "_")
			all[kind] = program
		}
	}
	return all
}

func TestArgoCDSeesTheHealth(t *testing.T) {
	programs := programs(t)
	tried := 0
	for _, o := range all {
		program, ok := programs[o.kind]
		if !ok {
			t.Errorf("%s must have a check: Argo CD takes an object without one for healthy when it is there", o.kind)
			continue
		}
		tried++
		got, message := health(t, program, o.unstructured().Object)
		want := map[verdict]string{progressing: "Progressing", healthy: "Healthy", failed: "Degraded"}[o.want]
		if state, _ := o.status["lifecycleState"].(string); o.want == healthy && state == "SUSPENDED" {
			want = "Suspended"
		}
		if got != want {
			t.Errorf("%s %s: Argo CD says %s, and must say %s", o.kind, o.name, got, want)
		}
		if said, ok := o.status["error"].(string); ok && message != said {
			t.Errorf("%s %s: the message must be the error %q, not %q", o.kind, o.name, said, message)
		}
		if message == "" {
			t.Errorf("%s %s: there must be a message", o.kind, o.name)
		}
		t.Logf("%-16s %-56s %-12s %s", o.kind, o.name, got, message)
	}
	if tried < 15 {
		t.Errorf("%d objects are too few", tried)
	}
}

// A sync wave of Applications waits for what they deliver.
func TestArgoCDWaitsForApplications(t *testing.T) {
	program := programs(t)["Application"]
	for want, status := range map[string]map[string]any{
		"Progressing": nil,
		"Missing":     {"health": map[string]any{"status": "Missing"}},
		"Degraded":    {"health": map[string]any{"status": "Degraded", "message": "the job failed"}},
		"Healthy":     {"health": map[string]any{"status": "Healthy"}, "sync": map[string]any{"status": "Synced"}},
	} {
		object := map[string]any{"metadata": map[string]any{"name": "a"}, "spec": map[string]any{}}
		if status != nil {
			object["status"] = status
		}
		if got, _ := health(t, program, object); got != want {
			t.Errorf("%v: got %s, want %s", status, got, want)
		}
	}
	// Argo CD ends a wave for none that is Suspended, and delivers nothing else meanwhile.
	suspended := map[string]any{"status": map[string]any{"health": map[string]any{"status": "Suspended"}}}
	if got, message := health(t, program, suspended); got != "Healthy" || message == "" {
		t.Errorf("Suspended: got %s %q, want Healthy, since the spec says so", got, message)
	}
	for _, empty := range []map[string]any{{}, {"health": map[string]any{}}} {
		if got, _ := health(t, program, map[string]any{"status": empty}); got != "Progressing" {
			t.Errorf("%v: got %s", empty, got)
		}
	}
}

// health runs a program as Argo CD does: without libraries but the basic ones, and with the object as obj.
func health(t *testing.T, program string, object map[string]any) (status, message string) {
	t.Helper()
	state := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer state.Close()
	for name, open := range map[string]lua.LGFunction{lua.LoadLibName: lua.OpenPackage, lua.BaseLibName: lua.OpenBase, lua.TabLibName: lua.OpenTable} {
		if err := state.CallByParam(lua.P{Fn: state.NewFunction(open), Protect: true}, lua.LString(name)); err != nil {
			t.Fatal(err)
		}
	}
	state.SetGlobal("obj", valueOf(object))
	if err := state.DoString(program); err != nil {
		t.Fatal(err)
	}
	result, ok := state.Get(-1).(*lua.LTable)
	if !ok {
		t.Fatalf("a health check must return a table, not %s", state.Get(-1).Type())
	}
	return result.RawGetString("status").String(), result.RawGetString("message").String()
}

func valueOf(value any) lua.LValue {
	switch v := value.(type) {
	case map[string]any:
		table := &lua.LTable{}
		for key, child := range v {
			table.RawSetString(key, valueOf(child))
		}
		return table
	case string:
		return lua.LString(v)
	case int64:
		return lua.LNumber(v)
	}
	return lua.LNil
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
