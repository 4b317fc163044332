package credential

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// names end the names of what holds a credential, written without separators. A name that goes on, as in secretKeyRef,
// tokenFile or credentials.provider, says where a credential is.
var names = []struct{ end, kind string }{
	{"password", "a password"},
	{"passwd", "a password"},
	{"passphrase", "a password"},
	{"requirepass", "a password"},
	{"token", "a token"},
	{"accesskey", "an access key"},
	{"accesskeyid", "an access key"},
	{"secretkey", "a secret key"},
	{"secretaccesskey", "a secret key"},
	{"accesskeysecret", "a secret key"},
	{"apikey", "a key"},
	{"servicekey", "a key"},
	{"privatekey", "a private key"},
	{"storagekey", "a key"},
	{"accountkey", "a key"},
	{"sharedkey", "a key"},
	{"sharedaccesskey", "a key"},
	{"encryptionkey", "a key"},
	{"signingkey", "a key"},
	{"licensekey", "a key"},
	{"authkey", "a key"},
	{"sharedaccesssignature", "a signature"},
	{"connectionstring", "a connection string"},
	{"secret", "a secret"},
	{"credential", "a credential"},
	{"credentials", "credentials"},
	{"authorization", "a login"},
	{"basicauth", "a login"},
	{"keyring", "a key of Ceph"},
}

// passwords are the last words, and glued the ends, of names of passwords: PWD alone is a folder, and COMPASS a tool.
var (
	passwords = []string{"pass", "pwd", "pw"}
	glued     = lazyregexp.New(`(?:db|user|usr|admin|root|pg|postgres|sql|redis|mongo|smtp|mail|ftp|ldap|key|store|proxy|ssh|kafka|jdbc|sasl|login|app|my|sudo)(?:pass|pwd)$`)
)

// variants are words at the end of a name that say which of several credentials it is.
var variants = []string{"old", "new", "prev", "previous", "current", "prod", "production", "dev", "staging", "stage", "test", "primary", "secondary", "backup"}

// counts are words in names of numbers, such as MAX_TOKEN.
var counts = []string{"max", "min", "num", "number", "count", "limit", "size", "length", "ttl", "timeout", "expiry", "expires", "expiration", "interval",
	"per", "budget", "lifetime", "age", "retries", "batch", "context", "chunk", "seconds", "minutes"}

// places are words in names whose value is the name of a Secret of Kubernetes, even if it is only a word.
var places = []string{"k8s", "kube", "kubernetes", "tls", "pull", "registry", "image", "cert", "certificate", "ingress", "auth", "ca"}

// meaning is what a name says of its value.
type meaning struct {
	end   string   // of names; pass for a password by its last word
	kind  string   // empty for a name of no credential
	words []string // of the name, in lower case
}

func meaningOf(name string) meaning {
	name = name[strings.LastIndexByte(name, '/')+1:]
	if len(name) > maxName || look(name)&byName == 0 && !strings.HasSuffix(strings.ToLower(name), "pw") {
		return meaning{}
	}
	words := split(name)
	for len(words) > 1 && isVariant(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return meaning{}
	}
	words[len(words)-1] = strings.TrimRight(words[len(words)-1], "0123456789")
	m, plain := meaning{words: words}, strings.Join(words, "")
	for _, n := range names {
		if len(n.end) > len(m.end) && strings.HasSuffix(plain, n.end) {
			m.end, m.kind = n.end, n.kind
		}
	}
	last := words[len(words)-1]
	if m.kind == "" && (len(words) > 1 && slices.Contains(passwords, last) && words[0] != "old" || glued.MatchString(plain)) {
		m.end, m.kind = "pass", "a password"
	}
	return m
}

// maxName is how long a name may be that is looked at, in bytes.
const maxName = 512

func isVariant(word string) bool {
	digits := strings.TrimPrefix(word, "v")
	return slices.Contains(variants, word) || digits != "" && strings.Trim(digits, "0123456789") == ""
}

// split gives the words of a name in lower case: DB_PASS, db.pass, db-pass and dbPass are all db and pass.
func split(name string) []string {
	var words []string
	start := 0
	add := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
	}
	for i := range len(name) {
		switch c := name[i]; {
		case c == '.' || c == '-' || c == '_' || c == ' ' || c == ':':
			add(i)
			start = i + 1
		case c >= 'A' && c <= 'Z' && i > start && name[i-1] >= 'a' && name[i-1] <= 'z':
			add(i)
			start = i
		}
	}
	add(len(name))
	return words
}

// Named is the kind of credential that a value is by the name that it is given; empty for none.
func Named(name, value string) (kind string) {
	m, azure := meaningOf(name), azureAccount(name)
	switch {
	case m.kind == "" && !azure, harmless(value): // most names say nothing, and soonest
		return ""
	case azure:
		return "a key of Azure"
	case m.meantOtherwise(unquoted(value)):
		return ""
	}
	return m.kind
}

// meantOtherwise reports whether a value shows that it is no credential in spite of its name.
func (m meaning) meantOtherwise(value string) bool {
	switch m.end {
	case "authorization":
		return !strings.ContainsAny(value, ": ")
	case "basicauth":
		login := userPassword.FindStringSubmatch(value)
		return login == nil || harmless(login[1])
	case "keyring":
		return !cephKey.MatchString(value) // or the file that holds it
	case "encryptionkey":
		return kmsKey.MatchString(value) || m.words[0] == "fs" && !aesKey.MatchString(value)
	case "secret", "credential", "credentials":
		return m.refersTo(value) || class.MatchString(value)
	case "token":
		return class.MatchString(value) || isNumber(value) && slices.ContainsFunc(m.words, func(w string) bool { return slices.Contains(counts, w) })
	}
	return false
}

func isNumber(value string) bool { return strings.Trim(value, "0123456789.") == "" }

var (
	// kmsKey names a key that a service keeps.
	kmsKey = lazyregexp.New(`^(?:arn:|alias/|mrk-|projects/|https://)|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

	// aesKey is a key of 256 bits; any other value of an encryption key of Hadoop names one that the store keeps.
	aesKey = lazyregexp.New(`^[A-Za-z0-9+/]{43}=$`)

	userPassword = lazyregexp.New(`^[^\s:/]+:([^\s/]\S*)$`)
	cephKey      = lazyregexp.New(`^AQ[A-Za-z0-9+/]{20,}={0,2}$`)

	class       = lazyregexp.New(`^[a-z]\w*(?:\.[a-z]\w*)+\.[A-Z]\w*$`)
	objectName  = lazyregexp.New(`^[a-z][a-z0-9]*$`)
	objectWords = lazyregexp.New(`^[a-z][a-z]*[0-9]{0,2}(?:-[a-z]*[0-9]{0,2})+$`)
	inStore     = lazyregexp.New(`^[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_.-]*)+$`)
)

// ownSecrets are words before secret in names that are never those of a Secret of Kubernetes.
var ownSecrets = []string{"client", "consumer", "shared", "jwt", "hmac", "signing"}

// refersTo reports whether the value of something named as a Secret is the name of one: K8S_SECRET=my-secret-name.
func (m meaning) refersTo(value string) bool {
	if objectWords.MatchString(value) || inStore.MatchString(value) {
		return len(m.words) < 2 || !slices.Contains(ownSecrets, m.words[len(m.words)-2])
	}
	return objectName.MatchString(value) && slices.ContainsFunc(m.words, func(w string) bool { return slices.Contains(places, w) })
}

// sharedAccessSignature is azure.sas.<container>.<account>.blob.core.windows.net.
var sharedAccessSignature = lazyregexp.New(`^azure\.sas\..+\.blob\.`)

// azureAccount reports whether an option for one storage account, whose name ends the key, holds a credential.
func azureAccount(key string) bool {
	name := strings.TrimPrefix(key, "fs.")
	if !strings.HasPrefix(name, "azure.") {
		return false
	}
	for _, credential := range []string{"azure.account.key.", "azure.account.oauth2.client.secret.", "azure.account.oauth2.user.password.",
		"azure.account.oauth2.refresh.token.", "azure.sas.fixed.token."} {
		if strings.HasPrefix(name, credential) && !strings.HasPrefix(name, "azure.account.oauth2.refresh.token.endpoint") {
			return true
		}
	}
	return sharedAccessSignature.MatchString(name)
}
