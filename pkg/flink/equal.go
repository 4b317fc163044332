package flink

import (
	"math"
	"strconv"
	"strings"
)

// Equal reports whether two values of an option are the same to Flink, under any of the option's keys: 20 min is 1200000
// where the option is a time, 2g is 2048m where it is a size. Of an option whose type is not known, texts are compared.
func Equal(key, a, b string) bool { return a == b || typeOf(key).equal(a, b) }

// typesOfOthers are the types, by the newest key, of named options that the table of known options has none for.
var typesOfOthers = map[string]valueType{
	HighAvailabilityType.Keys()[0]:               typeName,
	StateBackendType.Keys()[0]:                   typeName,
	RestartStrategyType.Keys()[0]:                typeName,
	HighAvailabilityZooKeeperClientACL.Keys()[0]: typeEnum,
	PeriodicSavepointInterval.Keys()[0]:          typeDuration,
	PrometheusReporterPort.Keys()[0]:             typeInt,
	RestPort.Keys()[0]:                           typeInt,
	S3PathStyleAccess.Keys()[0]:                  typeBoolean,
	HighAvailabilityStorageDir.Keys()[0]:         typeDirectory,
	CheckpointingDir.Keys()[0]:                   typeDirectory,
	SavepointDir.Keys()[0]:                       typeDirectory,
	WebUploadDir.Keys()[0]:                       typeDirectory,
}

// typeOf is the type of an option under any of its keys; empty where any text may be a value, or none is known.
func typeOf(key string) valueType {
	options, _ := knownOptions()
	if known, ok := options[key]; ok && known.typ != typeText {
		return known.typ
	}
	if option, named := Lookup(key); named {
		return typesOfOthers[option.Keys()[0]]
	}
	return typeText
}

// equal reports whether two texts are one value of the type. A text that is none equals only itself.
func (t valueType) equal(a, b string) bool {
	x, isValue := t.value(a)
	y, isAnother := t.value(b)
	return a == b || isValue && isAnother && x == y
}

// value is what Flink makes of a text, to be compared; it reports false for a text that is no value of the type.
func (t valueType) value(text string) (value any, ok bool) {
	if t == typeText || t.check(text) != nil {
		return nil, false
	}
	switch t {
	case typeInt, typeLong:
		value, _ = strconv.ParseInt(text, 10, 64)
	case typeFloat:
		value, _ = strconv.ParseFloat(strings.TrimRight(text, "fFdD"), 64)
	case typeMemory:
		value = parseMemorySize(text)
	case typeDuration, typeDurationOrInt, typeDurationOrLong:
		d, _, _ := ParseDuration(text)
		return d, d != math.MaxInt64 // which stands for all that are longer
	case typeName:
		value = nameOf(text)
	case typeDirectory:
		value = strings.TrimRight(text, "/")
	case typeBoolean, typeEnum:
		value = strings.ToLower(text)
	}
	return value, true
}
