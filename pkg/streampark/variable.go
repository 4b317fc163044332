package streampark

import "strings"

// Variable is the environment variable that Spring reads for a property, such as SERVER_SESSION_TTL for server.session.ttl.
func Variable(property string) string { return strings.ToUpper(variables.Replace(property)) }

var variables = strings.NewReplacer(".", "_", "-", "")
