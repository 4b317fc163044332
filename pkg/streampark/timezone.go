package streampark

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// timeZones are the names of the IANA time zone database that Java knows too, sorted: Java takes what it does not know for
// UTC without a word, Spring and the driver of MySQL do not start with it. They stand here since what Go knows of time
// zones depends on the machine.
//
//go:embed timezones.txt
var timeZones string

// CheckTimeZone says why a name is no time zone, if it is none. An offset such as GMT+8 is none: the C library and Java
// disagree on which side of Greenwich it is.
func CheckTimeZone(name string) error {
	zones := strings.Fields(timeZones)
	if slices.Contains(zones, name) {
		return nil
	}
	message := fmt.Sprintf("must be the name of a time zone, such as Europe/Berlin, not %s", diagnostic.Quote(name))
	places := slices.DeleteFunc(zones, func(zone string) bool { return !strings.Contains(zone, "/") })
	if near := diagnostic.Suggest(name, places); near != "" {
		message += fmt.Sprintf(": did you mean %q?", near)
	}
	return errors.New(message)
}
