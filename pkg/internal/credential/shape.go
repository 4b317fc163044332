package credential

import (
	"encoding/base64"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// shape is a rule for a credential that shows what it is by its form, whatever it is named.
type shape struct {
	kind     string
	literals []string // in lower case, of three bytes or more: each match holds one of them
	pattern  *lazyregexp.Regexp
	accept   func(match []string) bool // nil: every match is one
	with     string                    // what each match holds besides
}

// shapes are the rules, those with the clearest form first: the first that matches gives the kind.
var shapes = []shape{
	{"a private key", []string{"private key"}, lazyregexp.New(`-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----`), nil, ""},
	{"a private key in base64", []string{"ls0tls1crudjti"}, lazyregexp.New(`LS0tLS1CRUdJTi(?:BQUklWQVRF|BSU0Eg|BFQyBQ|BEU0Eg|BPUEVOU1NI|BFTkNSWVBURUQ)`), nil, ""},
	{"an access key of AWS", []string{"akia", "asia", "abia", "acca"}, lazyregexp.New(`\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b`), nil, ""},
	{"a token of GitHub", []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"}, lazyregexp.New(`\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,})`), nil, ""},
	{"a token of GitLab", []string{"glpat-", "gldt-", "glrt-", "glptt-", "glcbt-"}, lazyregexp.New(`\bgl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_-]{16,}`), nil, ""},
	{"a key of Google", []string{"aiza", "gocspx-", "ya29."}, lazyregexp.New(`\bAIza[A-Za-z0-9_-]{35}|\bGOCSPX-[A-Za-z0-9_-]{20,}|\bya29\.[A-Za-z0-9_-]{20,}`), nil, ""},
	{"a key of Stripe", []string{"sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"}, lazyregexp.New(`\b(?:[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/]{20,})`), nil, ""},
	{"a JSON Web Token", []string{"eyj"}, lazyregexp.New(`\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*`), nil, ""},
	{"a token of Slack", []string{"xoxb-", "xoxa-", "xoxp-", "xoxr-", "xoxs-", "xapp-"}, lazyregexp.New(`\bx(?:ox[abprs]|app)-[A-Za-z0-9-]{10,}`), nil, ""},
	{"an address with a key of Slack", []string{"hooks.slack.com/"}, lazyregexp.New(`hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/]{20,}`), nil, ""},
	{"a token of npm", []string{"npm_"}, lazyregexp.New(`\bnpm_[A-Za-z0-9]{36}\b`), nil, ""},
	{"a token of PyPI", []string{"pypi-"}, lazyregexp.New(`\bpypi-[A-Za-z0-9_-]{50,}`), nil, ""},
	{"a token of Docker Hub", []string{"dckr_pat_"}, lazyregexp.New(`\bdckr_pat_[A-Za-z0-9_-]{20,}`), nil, ""},
	{"a token of Hugging Face", []string{"hf_"}, lazyregexp.New(`\bhf_[A-Za-z0-9]{30,}\b`), nil, ""},
	{"a key of OpenAI or Anthropic", []string{"sk-"}, lazyregexp.New(`\bsk-(?:ant-|proj-|svcacct-)[A-Za-z0-9_-]{20,}|\bsk-[A-Za-z0-9]{40,}\b`), nil, ""},
	{"a key of SendGrid", []string{"sg."}, lazyregexp.New(`\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`), nil, ""},
	{"a token of Vault", []string{"hvs.", "hvb."}, lazyregexp.New(`\bhv[sb]\.[A-Za-z0-9_-]{20,}`), nil, ""},
	{"a token of Grafana", []string{"glsa_", "glc_"}, lazyregexp.New(`\b(?:glsa_[A-Za-z0-9]{20,}_[0-9a-fA-F]{8}|glc_[A-Za-z0-9+/=]{32,})`), nil, ""},
	{"a token of DigitalOcean", []string{"dop_v1_", "doo_v1_"}, lazyregexp.New(`\bdo[op]_v1_[0-9a-f]{40,}`), nil, ""},
	{"a token of Databricks", []string{"dapi"}, lazyregexp.New(`\bdapi[0-9a-f]{32}\b`), nil, ""},
	{"a key of New Relic", []string{"nrak-", "fffnral"}, lazyregexp.New(`\bNRAK-[A-Z0-9]{20,}|\b[0-9a-f]{30,}FFFFNRAL\b`), nil, ""},
	{"a token of Atlassian", []string{"atatt3"}, lazyregexp.New(`\bATATT3[A-Za-z0-9_=-]{50,}`), nil, ""},
	{"a token of Shopify", []string{"shpat_", "shpss_", "shpca_"}, lazyregexp.New(`\bshp(?:at|ss|ca)_[0-9a-fA-F]{32}`), nil, ""},
	{"a key of Ceph", []string{"aqa", "aqb", "aqc", "aqd"}, lazyregexp.New(`\bAQ[A-D][A-Za-z0-9+/]{10}[BRhx]AA[A-Za-z0-9+/]{22}==`), nil, "AA"},
	{"a private key of age", []string{"age-secret-key-"}, lazyregexp.New(`\bAGE-SECRET-KEY-1[A-Z0-9]{20,}`), nil, ""},
	{"a token of Telegram", []string{":aa"}, lazyregexp.New(`\b[0-9]{8,10}:AA[A-Za-z0-9_-]{32,}`), nil, ""},
	{"a secret of Azure", []string{"8q~"}, lazyregexp.New(`[A-Za-z0-9._~-]{3}8Q~[A-Za-z0-9._~-]{31,}`), nil, ""},
	{"a shared access signature of Azure", []string{"sig="}, lazyregexp.New(`(?:^|[?&;\s"'])sig=[A-Za-z0-9%+/=_-]{20,}`), nil, ""},
	{"a signed address", []string{"x-amz-signature=", "x-goog-signature="}, lazyregexp.New(`(?i)x-(?:amz|goog)-signature=[0-9a-f]{20,}`), nil, ""},
	{"a password in an address", []string{"://"}, lazyregexp.New(`[A-Za-z][A-Za-z0-9+.-]*://[^/\s:@"'<>]*:([^/\s@"'<>]+)@`), func(m []string) bool { return !harmless(m[1]) }, "@"},
	{"a token in an address", []string{"http"}, lazyregexp.New(`(?i)\bhttps?://([^/\s:@"'<>]+)@`), func(m []string) bool { return !harmless(m[1]) && !userName.MatchString(m[1]) }, "@"},
	{"a password in an address", []string{":thin:", "sqlplus"}, lazyregexp.New(`(?:thin:|sqlplus\s+(?:-[A-Za-z]+\s+)*)[^/\s@:"']+/([^@\s"']+)@`), func(m []string) bool { return !harmless(m[1]) }, "@"},
	{"a password in an address", []string{"@tcp(", "@unix("}, lazyregexp.New(`[^\s:/@"']+:([^\s@"']+)@(?:tcp|unix)\(`), func(m []string) bool { return !harmless(m[1]) }, "@"},
	{"a password in a command (kinit)", []string{"kinit"}, lazyregexp.New(`\b(?:echo|printf)\s+(?:-[a-zA-Z]+\s+|["']?%s(?:\\n)?["']?\s+)*("[^"\n]*"|'[^'\n]*'|[^\s|"']+)\s*\|\s*(?:\S*/)?kinit\b`), func(m []string) bool { return !harmless(m[1]) }, "|"},
	{"a password in a command (kinit)", []string{"kinit"}, lazyregexp.New(`\bkinit\b[^|;&<\n]*<<<\s*("[^"\n]*"|'[^'\n]*'|[^\s"']+)`), func(m []string) bool { return !harmless(m[1]) }, "<<<"},
	{"a secret key in a command (mc)", []string{"alias", "host add"}, mcAlias, func(m []string) bool { return !harmless(m[1]) }, "mc"},
	{"a login in a header", []string{"authorization"}, lazyregexp.New(`(?i)authorization(?:["']?\s*[:=,]\s*["']?|\s+["'])(?:bearer|basic|token|apikey|api-key|digest|splunk|negotiate)\s+["']?([^\s"',;]+)`), func(m []string) bool { return !harmless(m[1]) }, ""},
	{"a login in a header", []string{"bearer ", "basic "}, lazyregexp.New(`(?i)^\s*(bearer|basic)\s+([A-Za-z0-9._~+/-]{6,}=*)\s*$`), login, ""},
	{"a login of a registry", []string{`"auth"`}, lazyregexp.New(`"auth"\s*:\s*"([A-Za-z0-9+/]{8,}=*)"`), func(m []string) bool { return basic(m[1]) }, ""},
}

// mcAlias is the command that gives MinIO's client a server: its name, its address, an access key and a secret key.
var mcAlias = lazyregexp.New(`\bmc\s+(?:-\S+\s+)*(?:alias\s+set|config\s+host\s+add)\s+(?:-\S+\s+)*[^\s;|&-][^\s;|&]*\s+[^\s;|&]+\s+[^\s;|&]+\s+("[^"\n]*"|'[^'\n]*'|[^\s-][^\s;|&]*)`)

// userName is what stands before @ in an address and says only who asks: a short plain word.
var userName = lazyregexp.New(`^[a-z][a-z._-]{0,15}$`)

// login reports whether a value that begins with the name of a scheme goes on with a credential, and not with words.
func login(m []string) bool {
	if strings.EqualFold(m[1], "basic") {
		return basic(m[2])
	}
	return strings.ContainsAny(m[2], "0123456789") || len(m[2]) > 24
}

// basic reports whether a text is user:password in base64.
func basic(text string) bool {
	decoded, err := base64.StdEncoding.DecodeString(text)
	return err == nil && strings.Contains(string(decoded), ":")
}

// Values that have no mark of their own are credentials only where they are the whole of a text.
const (
	awsSecretLength    = 40 // bytes, in base64 without padding
	azureAccountLength = 88 // 64 bytes in base64
)

// bare reports whether a text is nothing but a secret access key of AWS, or the key of an account of Azure, by its length,
// its alphabet and how evenly it uses it.
func bare(text string) (kind string, found bool) {
	text = strings.TrimSpace(text)
	switch {
	case len(text) == awsSecretLength && random(text):
		return "a secret access key of AWS", true
	case len(text) == azureAccountLength && strings.HasSuffix(text, "==") && random(text[:86]):
		return "the key of an account of Azure", true
	}
	return "", false
}

// random reports whether a text uses upper and lower case, digits and many different characters, as words do not.
func random(text string) bool {
	var seen [128]bool
	upper, lower, digit, different := false, false, false, 0
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			upper = true
		case c >= 'a' && c <= 'z':
			lower = true
		case c >= '0' && c <= '9':
			digit = true
		case c != '+' && c != '/':
			return false
		}
		if !seen[c] {
			seen[c] = true
			different++
		}
	}
	return upper && lower && digit && different >= 22
}
