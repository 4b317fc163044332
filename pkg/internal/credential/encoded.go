package credential

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// shortestEncoded is how long a text in base64 must be that is looked into: a shorter one may be a word.
const shortestEncoded = 16

// encoded is the kind of credential in what a value, as a whole, is base64 of, such as the configuration of a registry in an
// annotation, or a file in binaryData. Only text is looked at.
func encoded(value string) (kind string) {
	if len(value) < shortestEncoded || strings.IndexFunc(value, notInBase64) >= 0 {
		return ""
	}
	value = strings.TrimRight(strings.Join(strings.Fields(value), ""), "=")
	decoded, err := base64.RawStdEncoding.DecodeString(value)
	if err != nil || !utf8.Valid(decoded) || strings.ContainsRune(string(decoded), 0) {
		return ""
	}
	if kind := Find(string(decoded)); kind != "" {
		return kind + " in base64"
	}
	return ""
}

func notInBase64(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("+/= \r\n", r)
}
