package streampark_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// store is how StreamPark writes a job's SQL into its database and reads it again: by the characters of Java's default,
// compressed. In Java 8, which StreamPark's images have, those are native.encoding's of newer ones; Java 18 and later take
// UTF-8 by default, whatever the locale is.
const store = `
import java.nio.charset.Charset;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

public class Store {
  public static void main(String[] args) throws Exception {
    Charset byDefault = Charset.forName(System.getProperty("native.encoding"));
    byte[] in = "select 'Z\u00fcrich \u65e5\u672c'".getBytes(byDefault), zipped = new byte[1024], out = new byte[1024];
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(in);
    deflater.finish();
    Inflater inflater = new Inflater();
    inflater.setInput(zipped, 0, deflater.deflate(zipped));
    String read = new String(out, 0, inflater.inflate(out), byDefault);
    System.out.print(read.equals("select 'Z\u00fcrich \u65e5\u672c'") ? "kept" : read);
  }
}
`

// java runs the program with nothing in its environment but some variables.
func java(t *testing.T, program string, env ...string) string {
	t.Helper()
	path, err := exec.LookPath("java")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("java must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: %v", err)
	}
	command := exec.Command(path, program)
	command.Env = append([]string{"PATH=" + os.Getenv("PATH")}, env...)
	printed, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	return string(printed)
}

// TestStreamParkKeepsWhatIsNotASCII: without a locale, as in StreamPark's image, a JVM stores question marks.
func TestStreamParkKeepsWhatIsNotASCII(t *testing.T) {
	program := filepath.Join(t.TempDir(), "Store.java")
	if err := os.WriteFile(program, []byte(store), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := java(t, program); got != "select 'Z?rich ??'" {
		t.Errorf("an empty environment must show the fault, not %q", got)
	}
	for _, version := range []string{"2.1.2", "2.1.6"} {
		var env []string
		for _, variable := range streamParkEnv(t, func(spec *v1alpha1.StreamParkSpec) { spec.Version = version }) {
			if variable.Value != "" && !strings.Contains(variable.Name, "JAVA") { // of 512 MB and more
				env = append(env, variable.Name+"="+variable.Value)
			}
		}
		if got := java(t, program, env...); got != "kept" {
			t.Errorf("with the variables of StreamPark %s the JVM reads %q", version, got)
		}
	}
}

func streamParkEnv(t *testing.T, change func(*v1alpha1.StreamParkSpec)) []corev1.EnvVar {
	t.Helper()
	return rendered[*appsv1.Deployment](t, change)[0].Spec.Template.Spec.Containers[0].Env
}

// LC_ALL wins over all other variables, so that it must not stand over a locale of the user's own.
func TestALocaleOfTheUsersWins(t *testing.T) {
	for name, test := range map[string]struct {
		env  map[string]string
		want []string
	}{
		"none":       {nil, []string{"LANG=C.UTF-8", "LC_ALL=C.UTF-8"}},
		"LANG":       {map[string]string{"LANG": "de_DE.UTF-8"}, []string{"LANG=de_DE.UTF-8"}},
		"LC_ALL":     {map[string]string{"LC_ALL": "de_DE.UTF-8"}, []string{"LANG=C.UTF-8", "LC_ALL=de_DE.UTF-8"}},
		"of numbers": {map[string]string{"LC_NUMERIC": "de_DE.UTF-8"}, []string{"LANG=C.UTF-8", "LC_NUMERIC=de_DE.UTF-8"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, variable := range streamParkEnv(t, func(spec *v1alpha1.StreamParkSpec) {
				spec.Env = map[string]*v1alpha1.EnvVar{}
				for name, value := range test.env {
					spec.Env[name] = &v1alpha1.EnvVar{Value: value}
				}
			}) {
				if variable.Name == "LANG" || strings.HasPrefix(variable.Name, "LC_") {
					got = append(got, variable.Name+"="+variable.Value)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("the variables are %q, want %q", got, test.want)
			}
		})
	}
}
