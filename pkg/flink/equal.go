package flink

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Equal reports whether two values of an option are the same to Flink, under any of the option's keys: 20 min is 1200000
// where the option is a time, 2g is 2048m where it is a size. Of an option whose type is not known, texts are compared.
func Equal(key, a, b string) bool {
	if a == b {
		return true
	}
	if option, named := Lookup(key); named {
		key = option.keys()[0]
		if normal, ok := normalForms[key]; ok {
			return normal(a) == normal(b)
		}
	}
	for _, t := range typesOf(key) {
		x, isValue := t.value(a)
		y, isAnother := t.value(b)
		if isValue && isAnother && x == y {
			return true
		}
	}
	return false
}

// normalForms bring texts together, by the newest key, that options of texts take for one.
var normalForms = map[string]func(string) string{
	HighAvailabilityType.key:               nameOf,
	StateBackendType.key:                   nameOf,
	RestartStrategyType.key:                nameOf,
	HighAvailabilityZooKeeperClientACL.key: strings.ToLower,
	S3PathStyleAccess.key:                  strings.ToLower,
	HighAvailabilityStorageDir.key:         withoutSlash,
	CheckpointingDir.key:                   withoutSlash,
	SavepointDir.key:                       withoutSlash,
	WebUploadDir.key:                       withoutSlash,
}

// withoutSlash is a folder, in which slashes at the end say nothing.
func withoutSlash(folder string) string { return strings.TrimRight(folder, "/") }

// typesOfOthers are the types of named options that are texts to the catalog, or not in it.
var typesOfOthers = map[string]Type{
	PeriodicSavepointInterval.key: TypeDuration,
	PrometheusReporterPort.key:    TypeInteger,
}

// typesOf are the types that an option has had, the newest first.
func typesOf(key string) []Type {
	if t, ok := typesOfOthers[key]; ok {
		return []Type{t}
	}
	var all []Type
	for _, v := range slices.Backward(minors) {
		if t := catalog().typeAt(key, v); t != "" && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return all
}

// value is what Flink makes of a text, to be compared; it reports false for a text that is no value of the type.
func (t Type) value(text string) (value any, ok bool) {
	if t.Check(text, Version{}) != nil {
		return nil, false
	}
	switch t {
	case TypeInteger, TypeLong:
		value, _ = strconv.ParseInt(text, 10, 64)
	case TypeFloat, TypeDouble:
		value, _ = strconv.ParseFloat(strings.TrimRight(text, "fFdD"), 64)
	case TypeMemorySize:
		value = parseMemorySize(text)
	case TypeDuration:
		d, _, err := ParseDuration(text)
		return d, err == nil && d != math.MaxInt64 // which stands for all that are longer
	case TypeBoolean:
		value = strings.ToLower(text)
	default:
		if t.Words() == nil {
			return nil, false
		}
		value = strings.ToLower(text)
	}
	return value, true
}
