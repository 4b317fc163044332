package credential

import "regexp"

// Masked stands in the place of a credential.
const Masked = "***"

// userInfo is what stands before the host in an address, with or without a scheme.
var userInfo = regexp.MustCompile(`(://)[^/\s"']*@|(^|[\s"'(])[^\s:/@"']+[:/][^\s/@"']+@`)

// Mask is a text with stars where a credential is: for messages. Of an address it leaves the host; of any other text with a
// credential nothing.
func Mask(text string) string {
	masked := userInfo.ReplaceAllString(text, "$1$2"+Masked+"@")
	if Find(masked) != "" {
		return Masked
	}
	return masked
}
