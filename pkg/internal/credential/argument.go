package credential

import (
	"path"
	"strings"
)

// takers are commands that take a password as an argument without a telling name, and the flags before it.
var takers = map[string]struct {
	flags []string
	after string // a word that must stand before the flag
	glued bool   // the flag and the password are one word only
	user  bool   // the password stands behind the user and a colon
}{
	"mysql":        {flags: []string{"-p"}, glued: true},
	"mysqldump":    {flags: []string{"-p"}, glued: true},
	"mysqladmin":   {flags: []string{"-p"}, glued: true},
	"mysqlimport":  {flags: []string{"-p"}, glued: true},
	"mariadb":      {flags: []string{"-p"}, glued: true},
	"mariadb-dump": {flags: []string{"-p"}, glued: true},
	"sshpass":      {flags: []string{"-p"}},
	"redis-cli":    {flags: []string{"-a"}},
	"mongo":        {flags: []string{"-p"}},
	"mongosh":      {flags: []string{"-p"}},
	"mongodump":    {flags: []string{"-p"}},
	"ldapsearch":   {flags: []string{"-w"}},
	"ldapmodify":   {flags: []string{"-w"}},
	"ldapadd":      {flags: []string{"-w"}},
	"docker":       {flags: []string{"-p"}, after: "login"},
	"podman":       {flags: []string{"-p"}, after: "login"},
	"skopeo":       {flags: []string{"-p"}, after: "login"},
	"curl":         {flags: []string{"-u", "--user", "-U", "--proxy-user"}, user: true},
	"openssl":      {flags: []string{"-pass", "-passin", "-passout"}},
}

// Arguments finds a credential in a command and its arguments, of which each may be a script, that Find does not see in
// one alone; the index is that of the argument.
func Arguments(list []string) (kind string, index int) {
	command, after, previous := "", false, ""
	for i, argument := range list {
		for word := range strings.FieldsSeq(argument) {
			if kind := flagged(previous, word); kind != "" {
				return kind, i
			}
			word = strings.Trim(word, `"'()`+"`")
			switch base := path.Base(word); {
			case strings.HasSuffix(word, ";") || word == "|" || word == "&&" || word == "||":
				command, after = "", false
			case !strings.HasPrefix(word, "-") && known(base):
				command, after = base, false
			case command != "":
				after = after || takers[command].after == word
				if takes(command, after, previous, word) {
					return "a password in a command (" + command + ")", i
				}
			}
			previous = word
		}
	}
	return positional(list)
}

// positional finds the secret key that a command takes by its place, when each argument stands by itself.
func positional(list []string) (kind string, index int) {
	text := strings.Join(list, " ")
	if !strings.Contains(text, "mc ") {
		return "", 0
	}
	m := mcAlias.FindStringSubmatchIndex(text)
	if m == nil || harmless(text[m[2]:m[3]]) {
		return "", 0
	}
	for end := len(list[0]); end < m[3]; end += 1 + len(list[index]) {
		index++
	}
	return "a secret key in a command (mc)", index
}

func known(command string) bool { _, ok := takers[command]; return ok }

// flagged is the kind of credential that a word is by the flag before it: --password hunter2.
func flagged(previous, word string) (kind string) {
	name := strings.TrimLeft(previous, "-")
	if name == previous || name == "" || strings.HasPrefix(word, "-") || strings.ContainsAny(name, "=:") {
		return ""
	}
	if kind := Named(name, word); kind != "" {
		return inText(kind, name)
	}
	return ""
}

// takes reports whether a word is the password of a command, with its flag or behind it.
func takes(command string, after bool, previous, word string) bool {
	taker := takers[command]
	if taker.after != "" && !after {
		return false
	}
	for _, flag := range taker.flags {
		value, ok := "", false
		switch {
		case !taker.glued && previous == flag:
			value, ok = word, !strings.HasPrefix(word, "-")
		case !strings.HasPrefix(flag, "--") && strings.HasPrefix(word, flag) && len(word) > len(flag) && command != "openssl":
			value, ok = word[len(flag):], true
		case strings.HasPrefix(word, flag+"="):
			value, ok = word[len(flag)+1:], true
		}
		if taker.user {
			_, value, _ = strings.Cut(value, ":")
		}
		if command == "openssl" {
			value, ok = strings.CutPrefix(value, "pass:")
		}
		if ok && !harmless(value) {
			return true
		}
	}
	return false
}
