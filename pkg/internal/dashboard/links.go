package dashboard

import (
	"fmt"
	"strings"
)

// unlinkable is what would end a link or a cell of a table in Markdown.
var unlinkable = strings.NewReplacer("|", "%7C", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "$", "%24", " ", "%20")

// links is a table of the addresses of an environment, in Markdown.
func links(apps []App) string {
	var rows strings.Builder
	for _, app := range apps {
		for _, url := range app.URLs {
			if strings.Contains(url, "//*") {
				continue // any host: nobody knows which
			}
			fmt.Fprintf(&rows, "| %s | %s | %s | [%s](%s) |\n", app.Name, app.Kind, app.Namespace, unlinkable.Replace(url), unlinkable.Replace(url))
		}
	}
	if rows.Len() == 0 {
		return "No app of this environment has an address outside of the cluster: `kubectl port-forward` leads to its Service."
	}
	return "| Name | Kind | Namespace | Address |\n| --- | --- | --- | --- |\n" + strings.TrimSuffix(rows.String(), "\n")
}
