package validate

import (
	"fmt"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func (c *checker) restartStrategy() {
	strategy, field := c.cluster.RestartStrategy, path("restartStrategy")
	if strategy == nil || !c.require(strategy.Type != "", field.Child("type"), string(v1alpha1.RestartStrategyExponentialDelay)) ||
		!oneOf(c, strategy.Type, field.Child("type"), v1alpha1.RestartStrategyNone, v1alpha1.RestartStrategyFixedDelay,
			v1alpha1.RestartStrategyFailureRate, v1alpha1.RestartStrategyExponentialDelay) {
		return
	}
	for _, member := range []struct {
		there bool
		field string
		owner v1alpha1.RestartStrategyType
	}{
		{strategy.FixedDelay != nil, "fixedDelay", v1alpha1.RestartStrategyFixedDelay},
		{strategy.FailureRate != nil, "failureRate", v1alpha1.RestartStrategyFailureRate},
		{strategy.ExponentialDelay != nil, "exponentialDelay", v1alpha1.RestartStrategyExponentialDelay},
	} {
		c.member(member.there && member.owner != strategy.Type, field.Child(member.field), "type "+string(strategy.Type), "type "+string(member.owner))
	}
	switch strategy.Type {
	case v1alpha1.RestartStrategyFixedDelay:
		c.fixedDelay(strategy.FixedDelay, field.Child("fixedDelay"))
	case v1alpha1.RestartStrategyFailureRate:
		c.failureRate(strategy.FailureRate, field.Child("failureRate"))
	case v1alpha1.RestartStrategyExponentialDelay:
		c.exponentialDelay(strategy.ExponentialDelay, field.Child("exponentialDelay"))
	}
}

func (c *checker) fixedDelay(fixed *v1alpha1.FixedDelayRestart, field diagnostic.Path) {
	if fixed == nil {
		fixed = &v1alpha1.FixedDelayRestart{}
	}
	c.require(fixed.Attempts != nil, field.Child("attempts"), "10")
	c.atLeast(1, fixed.Attempts, field.Child("attempts"))
	c.addErr(field.Child("delay"), optional(fixed.Delay, pause))
}

func (c *checker) failureRate(rate *v1alpha1.FailureRateRestart, field diagnostic.Path) {
	if rate == nil {
		rate = &v1alpha1.FailureRateRestart{}
	}
	c.require(rate.MaxFailuresPerInterval != nil, field.Child("maxFailuresPerInterval"), "3")
	c.atLeast(1, rate.MaxFailuresPerInterval, field.Child("maxFailuresPerInterval"))
	c.addErr(field.Child("interval"), optional(rate.Interval, duration))
	c.addErr(field.Child("delay"), optional(rate.Delay, pause))
}

func (c *checker) exponentialDelay(exponential *v1alpha1.ExponentialDelayRestart, field diagnostic.Path) {
	if exponential == nil {
		return
	}
	initial, longest := exponential.InitialBackoff, exponential.MaxBackoff
	c.addErr(field.Child("initialBackoff"), optional(initial, duration))
	c.addErr(field.Child("maxBackoff"), optional(longest, duration))
	if initial != "" && longest != "" && duration(initial) == nil && duration(longest) == nil && length(initial) > length(longest) {
		c.add(field.Child("maxBackoff"), "must be at least initialBackoff, %q, not %q", initial, longest)
	}
	c.addErr(field.Child("backoffMultiplier"), optional(exponential.BackoffMultiplier, backoffMultiplier))
	c.addErr(field.Child("resetBackoffThreshold"), optional(exponential.ResetBackoffThreshold, duration))
	c.addErr(field.Child("jitterFactor"), optional(exponential.JitterFactor, jitterFactor))
	c.atLeast(1, exponential.AttemptsBeforeResetBackoff, field.Child("attemptsBeforeResetBackoff"))
	if since, ok := flink.ExponentialDelayAttempts.Since(); ok && exponential.AttemptsBeforeResetBackoff != nil && c.olderThan(since) {
		c.addAs(diagnostic.RuleUnsupportedVersion, field.Child("attemptsBeforeResetBackoff"), "must not be set with Flink %s: Flink has it since %s",
			c.flinkVersion, since.MinorString())
	}
}

var decimalPattern = lazyregexp.New(`^[0-9]{1,6}(\.[0-9]{1,6})?$`)

func decimal(value string) (float64, bool) {
	number, err := strconv.ParseFloat(value, 64)
	return number, err == nil && decimalPattern.MatchString(value)
}

func backoffMultiplier(value string) error {
	if number, ok := decimal(value); !ok || number <= 1 {
		return fmt.Errorf("must be a number greater than 1, such as 1.5, not %s", diagnostic.Quote(value))
	}
	return nil
}

func jitterFactor(value string) error {
	if number, ok := decimal(value); !ok || number > 1 {
		return fmt.Errorf("must be a number from 0 to 1, such as 0.1, not %s", diagnostic.Quote(value))
	}
	return nil
}
