package environment

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// checkGuardRails checks the bounds of a namespace, each by itself.
func checkGuardRails(c *check.Checker, guardRails *v1alpha1.GuardRails) {
	if guardRails == nil {
		return
	}
	checkNamespace(c, guardRails.PodSecurity)
	checkQuota(c, guardRails.ResourceQuota)
	checkLimitRange(c, guardRails.LimitRange)
}

// boundsApps reports whether there are bounds that the apps of an environment are held against.
func boundsApps(settings *v1alpha1.EnvironmentSpec) bool {
	guardRails := settings.GuardRails
	return guardRails != nil && (guardRails.ResourceQuota.On() || guardRails.LimitRange.On())
}
