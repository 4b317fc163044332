package delivery

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/merge"
)

// merged lays what is said of one environment over what is said of all.
func merged[T any](all, own T) T {
	settings, err := merge.Merge(&all, &own)
	if err != nil {
		panic(err) // the types have rules
	}
	return *settings
}

func setDefault[T ~string](value *T, to T) {
	if *value == "" {
		*value = to
	}
}
