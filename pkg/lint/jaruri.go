package lint

import (
	"cmp"
	"net/netip"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// downloadedJar is the jar of a session job, which the operator's own pod downloads; since 1.15 from https only, and from hosts
// that anybody on the internet may reach. Names of hosts are not looked up here.
func (c *checker) downloadedJar() {
	uri, ok := c.text("job", "jarURI")
	if !ok {
		return
	}
	if !c.release.RestrictsJarURI() {
		if strings.HasPrefix(uri, "local:") {
			c.report(c.field("job", "jarURI"), "must be an address from which the operator downloads the jar, such as https://repo.example.com/job.jar, not %s: "+
				"the operator does not see the image of the cluster", diagnostic.Quote(uri))
		}
		return
	}
	if problem := jarProblem(uri); problem != "" {
		c.report(c.field("job", "jarURI"), "must be an address that starts with https:// and names a public host, such as https://repo.example.com/job.jar, not %s: %s",
			diagnostic.Quote(uri), problem)
	}
}

var (
	schemePattern = lazyregexp.New(`^[A-Za-z][A-Za-z0-9+.-]*$`)
	hostPattern   = lazyregexp.New(`^([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])(\.([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]))*\.?$`)
	portPattern   = lazyregexp.New(`^[0-9]*$`)
)

func jarProblem(uri string) string {
	if problem := notURI(uri); problem != "" {
		return problem
	}
	scheme, rest, ok := strings.Cut(uri, ":")
	switch {
	case !ok || strings.ContainsAny(scheme, "/?#"):
		return "it has no scheme"
	case !strings.EqualFold(scheme, "https"):
		return "the operator downloads from no other scheme unless its own configuration allows it"
	}
	host := hostOf(rest)
	if host == "" {
		return "it names no host"
	}
	if !namesFile(rest) {
		return "it names no file, by which the operator stores the jar"
	}
	if strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") || isRestricted(host) {
		return "the operator does not download from a private address unless its own configuration allows it"
	}
	return ""
}

// namesFile reports whether a path follows the host, with a last part: the name under which the operator stores what it downloads.
func namesFile(rest string) bool {
	path := strings.TrimPrefix(rest, "//")
	if end := strings.IndexAny(path, "?#"); end >= 0 {
		path = path[:end]
	}
	slash := strings.LastIndexByte(path, '/')
	return slash >= 0 && slash < len(path)-1
}

// notInImage says why a local URI is not the path of a file in the image. After two slashes, Flink takes what is before the third
// for a host, and leaves it out.
func notInImage(uri string) string {
	path, ok := strings.CutPrefix(uri, "local:")
	if !ok {
		return ""
	}
	if after, ok := strings.CutPrefix(path, "//"); ok {
		path = after
	}
	switch {
	case strings.Trim(path, "/") == "":
		return "it names no file"
	case !strings.HasPrefix(path, "/"):
		return "the path of the file begins with the third slash"
	}
	return ""
}

// notURI says what makes Java refuse a text as a URI.
func notURI(uri string) string {
	if uri == "" {
		return "it is empty"
	}
	for i, r := range uri {
		switch {
		case r <= ' ' || r == 0x7F || strings.ContainsRune("\"<>\\^`{|}", r):
			return "it has a character that no URI may have"
		case r == '%' && !isHex(uri, i+1):
			return "it has a % that is not followed by two hexadecimal digits"
		}
	}
	if scheme, _, ok := strings.Cut(uri, ":"); ok && !strings.ContainsAny(scheme, "/?#") && !schemePattern.MatchString(scheme) {
		return "it has no scheme before the colon"
	}
	return ""
}

func isHex(s string, at int) bool {
	if at+2 > len(s) {
		return false
	}
	for _, c := range s[at : at+2] {
		if !strings.ContainsRune("0123456789abcdefABCDEF", c) {
			return false
		}
	}
	return true
}

// hostOf is the host of what follows the scheme of a URI; empty where Java finds none.
func hostOf(rest string) string {
	authority, ok := strings.CutPrefix(rest, "//")
	if !ok {
		return ""
	}
	if end := strings.IndexAny(authority, "/?#"); end >= 0 {
		authority = authority[:end]
	}
	if at := strings.LastIndex(authority, "@"); at >= 0 {
		authority = authority[at+1:]
	}
	host, port := authority, ""
	if strings.HasPrefix(authority, "[") {
		if host, port, ok = strings.Cut(authority[1:], "]"); !ok {
			return ""
		}
		port = strings.TrimPrefix(port, ":")
	} else if host, port, _ = strings.Cut(authority, ":"); !hostPattern.MatchString(host) {
		return ""
	}
	if !portPattern.MatchString(port) {
		return ""
	}
	return host
}

// isRestricted reports whether a host is an address that not everybody on the internet may reach.
func isRestricted(host string) bool {
	address, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	address = address.Unmap()
	siteLocal := netip.MustParsePrefix("fec0::/10").Contains(address)
	private := address.Is4() && address.IsPrivate()
	return address.IsLoopback() || address.IsLinkLocalUnicast() || address.IsUnspecified() || address.IsMulticast() || siteLocal || private
}

// applicationJar is the jar of an application cluster, which lies in the image, or since Flink 1.19 is fetched as the
// JobManager starts. In native mode there must be one: the Flink in the operator fails without.
func (c *checker) applicationJar() {
	if !c.isApplication() {
		return
	}
	field := c.field("job", "jarURI")
	uri, ok := c.text("job", "jarURI")
	_, option := c.effective["pipeline.jars"]
	native := c.mode() == string(v1beta1.ModeNative)
	switch problem := cmp.Or(notURI(uri), notInImage(uri)); {
	case !c.has("job", "jarURI") && native && !option, ok && uri == "" && native:
		c.report(field, "must be set, such as local:///opt/flink/usrlib/job.jar: Flink deploys no application without")
	case !ok || uri == "":
	case problem != "":
		c.report(field, "must be a URI, such as local:///opt/flink/usrlib/job.jar, not %s: %s", diagnostic.Quote(uri), problem)
	case native && !strings.HasPrefix(uri, "local:") && !c.bundledFlink().AtLeast(flink.Version{Major: 1, Minor: 19}):
		c.report(field, "must be a path in the image, such as local:///opt/flink/usrlib/job.jar, with operator release %s, not %s", c.release, diagnostic.Quote(uri))
	}
}
