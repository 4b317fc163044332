package streampark_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func TestTimeZonesAreThoseThatJavaAndTheDriverOfMySQLKnow(t *testing.T) {
	for zone, want := range map[string]string{
		"Etc/UTC":                        "",
		"UTC":                            "",
		"Asia/Shanghai":                  "",
		"America/Argentina/Buenos_Aires": "",
		"Etc/GMT-8":                      "",
		"":                               `must be the name of a time zone, such as Europe/Berlin, not ""`,
		"GMT+8":                          `must be the name of a time zone, such as Europe/Berlin, not "GMT+8"`,
		"Europe/Berln":                   `must be the name of a time zone, such as Europe/Berlin, not "Europe/Berln": did you mean "Europe/Berlin"?`,
		"europe/berlin":                  `must be the name of a time zone, such as Europe/Berlin, not "europe/berlin": did you mean "Europe/Berlin"?`,
		"Asia/Shanghai\n":                `must be the name of a time zone, such as Europe/Berlin, not "Asia/Shanghai\n": did you mean "Asia/Shanghai"?`,
		"localtime":                      `must be the name of a time zone, such as Europe/Berlin, not "localtime"`,
	} {
		message := ""
		if err := streampark.CheckTimeZone(zone); err != nil {
			message = err.Error()
		}
		if message != want {
			t.Errorf("%q: %s, want %s", zone, message, want)
		}
	}
}
