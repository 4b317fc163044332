package credential

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// masked stands in the place of a credential.
const masked = "***"

// userInfo is what stands before the host in an address, with or without a scheme. Where it is a name alone it may be a
// token, but for schemes whose names are those of containers.
var userInfo = lazyregexp.New(`(://)[^/\s"']*:[^\s"']*@|((?:https?|hdfs|ldaps?|postgres(?:ql)?|mysql|zk)://)[^/\s"'@]+@|(^|[\s"'(,])[^\s:/@"',]+:[^/\s@"',][^\s@"',]*@(?:sha256:)?`)

// Mask is a value with stars where a credential is: of an address the host is left, of any other value with a credential
// nothing.
func Mask(value string) string {
	value = MaskIn(value)
	if Find(value) != "" {
		return masked
	}
	return value
}

// MaskIn is a sentence with stars where something has the form of a credential.
func MaskIn(text string) string {
	if strings.Contains(text, "@") {
		text = userInfo.ReplaceAllStringFunc(text, func(match string) string {
			if strings.HasSuffix(match, "@sha256:") {
				return match // the digest of an image, behind its tag
			}
			m := userInfo.FindStringSubmatch(match)
			return m[1] + m[2] + m[3] + masked + "@"
		})
	}
	found := look(text)
	for i, s := range shapes {
		if found&(1<<i) == 0 || !strings.Contains(text, s.with) {
			continue
		}
		text = s.pattern.ReplaceAllStringFunc(text, func(match string) string {
			if s.accept != nil && !s.accept(s.pattern.FindStringSubmatch(match)) {
				return match
			}
			return masked
		})
	}
	return text
}
