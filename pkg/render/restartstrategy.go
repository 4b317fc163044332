package render

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// restartStrategies are the spellings of Flink.
var restartStrategies = map[v1alpha1.RestartStrategyType]string{
	v1alpha1.RestartStrategyNone:             "none",
	v1alpha1.RestartStrategyFixedDelay:       "fixed-delay",
	v1alpha1.RestartStrategyFailureRate:      "failure-rate",
	v1alpha1.RestartStrategyExponentialDelay: "exponential-delay",
}

// restartStrategy sets what becomes of a job that failed.
func (r *renderer) restartStrategy() {
	strategy, field := r.cluster.RestartStrategy, path("restartStrategy")
	if strategy == nil {
		return
	}
	r.configuration.setIf(flink.RestartStrategyType, restartStrategies[strategy.Type], field.Child("type"))
	if fixed, field := strategy.FixedDelay, field.Child("fixedDelay"); fixed != nil {
		r.setNumber(flink.FixedDelayAttempts, fixed.Attempts, field.Child("attempts"))
		r.configuration.setIf(flink.FixedDelayDelay, fixed.Delay, field.Child("delay"))
	}
	if rate, field := strategy.FailureRate, field.Child("failureRate"); rate != nil {
		r.setNumber(flink.FailureRateMaxFailuresPerInterval, rate.MaxFailuresPerInterval, field.Child("maxFailuresPerInterval"))
		r.configuration.setIf(flink.FailureRateInterval, rate.Interval, field.Child("interval"))
		r.configuration.setIf(flink.FailureRateDelay, rate.Delay, field.Child("delay"))
	}
	if exponential, field := strategy.ExponentialDelay, field.Child("exponentialDelay"); exponential != nil {
		r.configuration.setIf(flink.ExponentialDelayInitialBackoff, exponential.InitialBackoff, field.Child("initialBackoff"))
		r.configuration.setIf(flink.ExponentialDelayMaxBackoff, exponential.MaxBackoff, field.Child("maxBackoff"))
		r.configuration.setIf(flink.ExponentialDelayBackoffMultiplier, exponential.BackoffMultiplier, field.Child("backoffMultiplier"))
		r.configuration.setIf(flink.ExponentialDelayResetBackoffThreshold, exponential.ResetBackoffThreshold, field.Child("resetBackoffThreshold"))
		r.configuration.setIf(flink.ExponentialDelayJitterFactor, exponential.JitterFactor, field.Child("jitterFactor"))
		r.setNumber(flink.ExponentialDelayAttempts, exponential.AttemptsBeforeResetBackoff, field.Child("attemptsBeforeResetBackoff"))
	}
}
