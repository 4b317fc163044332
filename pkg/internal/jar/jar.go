package jar

import (
	"fmt"
	"net/url"
	pathpkg "path"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

var (
	sha256Pattern = lazyregexp.New(`^[0-9a-f]{64}$`)
	pathPattern   = lazyregexp.New(`^[A-Za-z0-9_.@+-]+(/[A-Za-z0-9_.@+-]+)*\.jar$`)
)

// IsPath reports whether a value is the path of a jar below a folder, of characters that need no quotes anywhere.
func IsPath(value string) bool {
	return pathPattern.MatchString(value) && !slices.ContainsFunc(strings.Split(value, "/"), func(part string) bool { return part == "." || part == ".." })
}

// AbsolutePath checks the path of a jar in an image.
func AbsolutePath(value, example string) error {
	if !strings.HasPrefix(value, "/") || !IsPath(value[1:]) {
		return fmt.Errorf("must be the absolute path of a jar, such as %s, not %s", example, diagnostic.Quote(value))
	}
	return nil
}

// Address checks where a jar is fetched. What an address holds behind a question mark may be a credential, and is not
// repeated.
func Address(value, example, instead string) error {
	u, err := url.Parse(value)
	switch {
	case err == nil && u.User != nil || err != nil && check.HasUser(value):
		return fmt.Errorf("must not hold a user name or password: serve the jar without a login, or %s", instead)
	case strings.ContainsAny(value, "?#"):
		return fmt.Errorf("must not hold a query or a fragment, but be the address of a jar alone, such as %s", example)
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || !check.Reachable(u) || !IsPath(strings.TrimPrefix(u.Path, "/")):
		return fmt.Errorf("must be the address of a jar, such as %s, not %s", example, diagnostic.Quote(value))
	}
	return nil
}

// SHA256 checks the hash of a jar.
func SHA256(value string) error {
	if !sha256Pattern.MatchString(value) {
		return fmt.Errorf("must be the SHA-256 hash of the jar, 64 hexadecimal digits in lower case, not %s", diagnostic.Quote(value))
	}
	return nil
}

// Name is the name of the jar at an address; empty for what is none.
func Name(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return ""
	}
	return pathpkg.Base(u.Path)
}

// Fetch is a command of a shell that leaves the jar at an address in a folder, and fails where its hash is another. It needs
// curl and sha256sum. What a run before has left is written over.
func Fetch(address, sha256, folder string) string {
	name := Name(address)
	return fmt.Sprintf("cd %s && curl --fail --silent --show-error --location --output %s %s && echo %s | sha256sum -c -",
		folder, Quoted(name), Quoted(address), Quoted(sha256+"  "+name))
}

// Copy is a command of a shell that copies a jar into a folder.
func Copy(path, folder string) string { return fmt.Sprintf("cp %s %s/", Quoted(path), folder) }

// Quoted is a text as one word of a shell's command. Checks refuse what needs quotes; this holds for what they let by.
func Quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
