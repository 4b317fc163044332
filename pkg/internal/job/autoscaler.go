package job

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

var (
	ratioPattern  = lazyregexp.New(`^[0-9]{1,6}(\.[0-9]{1,6})?$`)
	vertexPattern = lazyregexp.New(`^[0-9a-f]{32}$`)
)

// checkAutoscaler checks the form of the values. What the operator makes of them, CheckRendered says.
func checkAutoscaler(c *check.Checker, a *v1alpha1.Autoscaler, field diagnostic.Path) {
	if a == nil {
		return
	}
	for name, value := range map[string]string{
		"utilizationTarget": a.UtilizationTarget, "utilizationMin": a.UtilizationMin, "utilizationMax": a.UtilizationMax,
		"utilizationBoundary": a.UtilizationBoundary, "scaleDownMaxFactor": a.ScaleDownMaxFactor, "scaleUpMaxFactor": a.ScaleUpMaxFactor,
	} {
		if value != "" && !ratioPattern.MatchString(value) {
			c.Add(field.Child(name), "must be a number of 0 or more with up to six digits after the point, such as 0.7, not %s", diagnostic.Quote(value))
		}
	}
	for name, value := range map[string]string{
		"scaleDownInterval": a.ScaleDownInterval, "stabilizationInterval": a.StabilizationInterval, "metricsWindow": a.MetricsWindow, "restartTime": a.RestartTime,
	} {
		c.AddErr(field.Child(name), check.Optional(value, check.Duration))
	}
	c.AddErr(field.Child("catchUpDuration"), check.Optional(a.CatchUpDuration, check.Pause))
	c.AtLeast(1, a.MinParallelism, field.Child("minParallelism"))
	checkParallelism(c, a.MaxParallelism, field.Child("maxParallelism"))
	if least, most := a.MinParallelism, a.MaxParallelism; least != nil && most != nil && *most >= 1 && *least > *most {
		c.Add(field.Child("minParallelism"), "must be at most maxParallelism, %d, not %d", *most, *least)
	}
	for i, period := range a.ExcludedPeriods {
		if strings.TrimSpace(period) == "" || strings.ContainsAny(period, ";\"'\n") {
			c.Add(field.Child("excludedPeriods").Index(i), "must be one time such as 20:00-22:00, without quotes and semicolons, not %s", diagnostic.Quote(period))
		}
	}
	for i, id := range a.ExcludedVertices {
		if !vertexPattern.MatchString(id) {
			c.Add(field.Child("excludedVertices").Index(i), "must be the id of a vertex, 32 hexadecimal digits, such as bc764cd8ddf7a0cff126f51c16239658, not %s", diagnostic.Quote(id))
		}
	}
}

// autoscalerOptions are those that the fields of an autoscaler set; of one that is off, that alone.
func autoscalerOptions(a *v1alpha1.Autoscaler, field diagnostic.Path, release operator.Release) Options {
	if a == nil {
		return nil
	}
	var o Options
	on, scales := a.On(), !check.IsTrue(a.RecommendOnly)
	o.Switch("job.autoscaler.enabled", &on, field)
	if on {
		target := "utilization.target"
		if !release.UtilizationTarget() {
			target = "target.utilization"
		}
		if a.RecommendOnly != nil {
			o.Switch("job.autoscaler.scaling.enabled", &scales, field.Child("recommendOnly"))
		}
		text := func(key, value, name string) { o.Text("job.autoscaler."+key, value, field.Child(name)) }
		text(target, a.UtilizationTarget, "utilizationTarget")
		text("utilization.min", a.UtilizationMin, "utilizationMin")
		text("utilization.max", a.UtilizationMax, "utilizationMax")
		text("target.utilization.boundary", a.UtilizationBoundary, "utilizationBoundary")
		text("scale-down.max-factor", a.ScaleDownMaxFactor, "scaleDownMaxFactor")
		text("scale-up.max-factor", a.ScaleUpMaxFactor, "scaleUpMaxFactor")
		text("scale-down.interval", a.ScaleDownInterval, "scaleDownInterval")
		o.Number("job.autoscaler.vertex.min-parallelism", a.MinParallelism, field.Child("minParallelism"))
		o.Number("job.autoscaler.vertex.max-parallelism", a.MaxParallelism, field.Child("maxParallelism"))
		text("stabilization.interval", a.StabilizationInterval, "stabilizationInterval")
		text("metrics.window", a.MetricsWindow, "metricsWindow")
		text("catch-up.duration", a.CatchUpDuration, "catchUpDuration")
		text("restart.time", a.RestartTime, "restartTime")
		text("excluded.periods", strings.Join(a.ExcludedPeriods, ";"), "excludedPeriods")
		text("vertex.exclude.ids", strings.Join(a.ExcludedVertices, ";"), "excludedVertices")
	}
	if release.AutoscalerPrefix() {
		for i := range o {
			o[i].Key = strings.TrimPrefix(o[i].Key, operator.OptionPrefix)
		}
	}
	return o
}
