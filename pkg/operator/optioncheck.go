package operator

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// CheckOption says what is wrong with an option of the operator or its autoscaler in a FlinkDeployment: the release
// does not know the key yet, the operator does not read it there, it is none but nearly so, or the value is of another
// type than the option's. Other keys pass.
func CheckOption(key, value string, r Release) error {
	if strings.HasPrefix(key, autoscalerPrefix) && !r.atLeast(7) {
		return fmt.Errorf("must not be set with operator release %s, which would ignore it: options of the autoscaler have these keys since 1.7; set %s",
			r, OptionPrefix+key)
	}
	option, ok := FindOption(key)
	if !ok {
		return checkMistyped(key)
	}
	switch option.Reader {
	case ReaderOperator:
		return fmt.Errorf("must not be set: the operator reads it from its own configuration alone and ignores it here; " +
			"set it in the operator's own, defaultConfiguration among the values of its Helm chart")
	case ReaderBlueGreen:
		return fmt.Errorf("must not be set: the operator reads it from spec.configuration of a FlinkBlueGreenDeployment alone and ignores it here")
	}
	return option.check(key, value, r)
}

// CheckOwnOption says what is wrong with an option of the operator or its autoscaler in the operator's own configuration, which is
// also the default of every FlinkDeployment: the release does not know the key yet, it is none but nearly so, or the value is of
// another type than the option's. Other keys pass.
func CheckOwnOption(key, value string, r Release) error {
	option, ok := FindOption(key)
	if !ok {
		return checkMistyped(key)
	}
	if option.Reader == ReaderBlueGreen {
		return fmt.Errorf("must not be set: the operator reads it from spec.configuration of a FlinkBlueGreenDeployment alone and ignores it here")
	}
	return option.check(key, value, r)
}

// check checks that a release has the option, and its value.
func (o Option) check(key, value string, r Release) error {
	if first := o.Changes[0]; r.Compare(first.Perhaps) < 0 {
		return fmt.Errorf("must not be set with operator release %s, which would ignore it: the option is there since %s%s",
			r, first.Since, predecessor(key, r))
	}
	return o.checkValue(key, value, r)
}

// checkMistyped says which option of the operator may have been meant by a key that is none.
func checkMistyped(key string) error {
	if !Keeps(key) {
		return nil
	}
	if near := Suggest(key); near != "" {
		return fmt.Errorf("must be the key of an option, and the operator has none of this name: did you mean %s?", diagnostic.Quote(near))
	}
	return nil
}

// Suggest is the key of an option nearest to one that is none; empty where none is near enough to have been meant.
func Suggest(key string) string { return diagnostic.Suggest(key, optionKeys()) }

// IsUnknown reports whether a key begins as those of the operator and its autoscaler do, and no known release reads it.
func IsUnknown(key string) bool {
	_, known := FindOption(key)
	return Keeps(key) && !known
}

// predecessor says under which key the release knows an option that was renamed later.
func predecessor(key string, r Release) string {
	for _, option := range Options() {
		if at, ok := option.At(r); ok && at.Successor == "" && option.isSpellingOf(key) {
			return "; set " + option.Key
		}
	}
	return ""
}

// checkValue checks a value as the operator reads it, with the Flink library that it brings.
func (o Option) checkValue(key, value string, r Release) error {
	at, ok := o.At(r)
	if !ok {
		return nil
	}
	if at.Successor != "" {
		successor, found := FindOption(at.Successor)
		if !found {
			return nil
		}
		return successor.checkValue(successor.Key, value, r)
	}
	library, err := flink.ParseVersion(r.BundledFlink())
	if err != nil {
		return nil
	}
	if err := at.Type.Check(value, library); err != nil {
		return err
	}
	switch key {
	case OptionPrefix + "periodic.savepoint.interval", OptionPrefix + "periodic.checkpoint.interval":
		return checkPeriod(value, r)
	case autoscalerPrefix + "excluded.periods":
		return checkExcludedPeriods(value)
	}
	return nil
}

// checkPeriod checks a time, or since 1.7 a cron expression of Quartz.
func checkPeriod(value string, r Release) error {
	if value == "" || flink.TypeDuration.Check(value, flink.Version{}) == nil || r.atLeast(7) && isCron(value) {
		return nil
	}
	return fmt.Errorf("must be a time or, since operator release 1.7, a cron expression of 6 or 7 fields, such as 6h, not %s", diagnostic.Quote(value))
}
