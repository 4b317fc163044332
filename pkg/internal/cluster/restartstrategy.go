package cluster

import (
	"fmt"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func (c *checker) restartStrategy() {
	strategy, field := c.cluster.RestartStrategy, path("restartStrategy")
	if strategy == nil || !c.Require(strategy.Type != "", field.Child("type"), string(v1alpha1.RestartStrategyExponentialDelay)) ||
		!check.OneOf(c.Checker, strategy.Type, field.Child("type"), v1alpha1.RestartStrategyNone, v1alpha1.RestartStrategyFixedDelay,
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
		c.Member(member.there && member.owner != strategy.Type, field.Child(member.field), "type "+string(strategy.Type), "type "+string(member.owner))
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
	c.Require(fixed.Attempts != nil, field.Child("attempts"), "10")
	c.AtLeast(1, fixed.Attempts, field.Child("attempts"))
	c.AddErr(field.Child("delay"), check.Optional(fixed.Delay, check.Pause))
}

func (c *checker) failureRate(rate *v1alpha1.FailureRateRestart, field diagnostic.Path) {
	if rate == nil {
		rate = &v1alpha1.FailureRateRestart{}
	}
	c.Require(rate.MaxFailuresPerInterval != nil, field.Child("maxFailuresPerInterval"), "3")
	c.AtLeast(1, rate.MaxFailuresPerInterval, field.Child("maxFailuresPerInterval"))
	c.AddErr(field.Child("interval"), check.Optional(rate.Interval, check.Duration))
	c.AddErr(field.Child("delay"), check.Optional(rate.Delay, check.Pause))
}

func (c *checker) exponentialDelay(exponential *v1alpha1.ExponentialDelayRestart, field diagnostic.Path) {
	if exponential == nil {
		return
	}
	initial, longest := exponential.InitialBackoff, exponential.MaxBackoff
	c.AddErr(field.Child("initialBackoff"), check.Optional(initial, check.Duration))
	c.AddErr(field.Child("maxBackoff"), check.Optional(longest, check.Duration))
	if initial != "" && longest != "" && check.Duration(initial) == nil && check.Duration(longest) == nil && check.Length(initial) > check.Length(longest) {
		c.Add(field.Child("maxBackoff"), "must be at least initialBackoff, %q, not %q", initial, longest)
	}
	c.AddErr(field.Child("backoffMultiplier"), check.Optional(exponential.BackoffMultiplier, backoffMultiplier))
	c.AddErr(field.Child("resetBackoffThreshold"), check.Optional(exponential.ResetBackoffThreshold, check.Duration))
	c.AddErr(field.Child("jitterFactor"), check.Optional(exponential.JitterFactor, jitterFactor))
	c.AtLeast(1, exponential.AttemptsBeforeResetBackoff, field.Child("attemptsBeforeResetBackoff"))
	if since, ok := flink.ExponentialDelayAttempts.Since(); ok && exponential.AttemptsBeforeResetBackoff != nil && c.olderThan(since) {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field.Child("attemptsBeforeResetBackoff"), "must not be set with Flink %s: Flink has it since %s",
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

// restartStrategies are the spellings of Flink.
var restartStrategies = map[v1alpha1.RestartStrategyType]string{
	v1alpha1.RestartStrategyNone:             "none",
	v1alpha1.RestartStrategyFixedDelay:       "fixed-delay",
	v1alpha1.RestartStrategyFailureRate:      "failure-rate",
	v1alpha1.RestartStrategyExponentialDelay: "exponential-delay",
}

// restartStrategy sets what becomes of a job that failed.
func (r *renderer) restartStrategy() {
	strategy := r.cluster.RestartStrategy
	if strategy == nil {
		return
	}
	r.configuration.setIf(flink.RestartStrategyType, restartStrategies[strategy.Type], "restartStrategy.type")
	if fixed := strategy.FixedDelay; fixed != nil {
		r.setNumber(flink.FixedDelayAttempts, fixed.Attempts, "restartStrategy.fixedDelay.attempts")
		r.configuration.setIf(flink.FixedDelayDelay, fixed.Delay, "restartStrategy.fixedDelay.delay")
	}
	if rate := strategy.FailureRate; rate != nil {
		r.setNumber(flink.FailureRateMaxFailuresPerInterval, rate.MaxFailuresPerInterval, "restartStrategy.failureRate.maxFailuresPerInterval")
		r.configuration.setIf(flink.FailureRateInterval, rate.Interval, "restartStrategy.failureRate.interval")
		r.configuration.setIf(flink.FailureRateDelay, rate.Delay, "restartStrategy.failureRate.delay")
	}
	if exponential := strategy.ExponentialDelay; exponential != nil {
		r.configuration.setIf(flink.ExponentialDelayInitialBackoff, exponential.InitialBackoff, "restartStrategy.exponentialDelay.initialBackoff")
		r.configuration.setIf(flink.ExponentialDelayMaxBackoff, exponential.MaxBackoff, "restartStrategy.exponentialDelay.maxBackoff")
		r.configuration.setIf(flink.ExponentialDelayBackoffMultiplier, exponential.BackoffMultiplier, "restartStrategy.exponentialDelay.backoffMultiplier")
		r.configuration.setIf(flink.ExponentialDelayResetBackoffThreshold, exponential.ResetBackoffThreshold, "restartStrategy.exponentialDelay.resetBackoffThreshold")
		r.configuration.setIf(flink.ExponentialDelayJitterFactor, exponential.JitterFactor, "restartStrategy.exponentialDelay.jitterFactor")
		r.setNumber(flink.ExponentialDelayAttempts, exponential.AttemptsBeforeResetBackoff, "restartStrategy.exponentialDelay.attemptsBeforeResetBackoff")
	}
}
