package validate

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func (c *checker) webUI() {
	webUI, field := c.spec.WebUI, path("webUI")
	if !webUI.On() {
		return
	}
	if webUI.Host != "" {
		host := strings.NewReplacer("{environment}", "e", "{namespace}", "n", "{name}", "s").Replace(webUI.Host)
		if err := placeholders(webUI.Host); err != nil {
			c.addErr(field.Child("host"), err)
		} else if hostName(host) != nil {
			c.add(field.Child("host"), "must be a host name, such as flink.example.com, not %q", webUI.Host)
		}
	}
	c.annotations(given(webUI.Annotations), field.Child("annotations"))
	if key := flink.RestPort.Keys()[0]; c.spec.FlinkConfiguration[key] != nil {
		c.addErr(path("flinkConfiguration", key), portText(*c.spec.FlinkConfiguration[key]))
	}
}
