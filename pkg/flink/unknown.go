package flink

import (
	"strings"
	"sync"
)

// othersPrefixes begin keys that Flink hands on, or that the operator or a plugin reads: what follows cannot be known.
var othersPrefixes = []string{
	"$internal.", "fs.", "hive.", "internal.", "job.autoscaler.", "kubernetes.operator.", "oss.", "s3p.", "security.delegation.token.provider.",
	"sql-gateway.endpoint.", "table.catalog-store.", "table.exec.hive.",
}

// IsHandedOn reports whether a key begins as those do that Flink hands on, or that the operator or a plugin reads, such as fs.s3a.:
// what follows cannot be known.
func IsHandedOn(key string) bool {
	for _, prefix := range othersPrefixes {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

// sharedPrefixes are words before the first dot of a key that are Flink's, and that a user's own program may well use.
var sharedPrefixes = []string{"client", "local", "query", "sink", "source", "user"}

// ownPrefixes are the words before the first dot of Flink's keys that nobody else uses.
var ownPrefixes = sync.OnceValue(func() map[string]bool {
	own := map[string]bool{}
	for _, entry := range Catalog() {
		first, _, _ := strings.Cut(entry.Key, ".")
		own[first] = true
	}
	for _, shared := range sharedPrefixes {
		delete(own, shared)
	}
	return own
})

// IsUnknown reports whether no version of Flink that is known reads a key, though its beginning is one of Flink's own:
// it does nothing, unless a plugin or a program of the user's reads it. A key that begins otherwise is a user's own.
func IsUnknown(key string) bool {
	if _, isNamed := Lookup(key); isNamed || IsHandedOn(key) || len(Describe(key)) > 0 {
		return false
	}
	first, _, dotted := strings.Cut(key, ".")
	return dotted && ownPrefixes()[first]
}
