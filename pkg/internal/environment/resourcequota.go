package environment

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func checkQuota(c *check.Checker, quota *v1alpha1.GuardedQuota) {
	if !quota.On() {
		return
	}
	field := path("guardRails", "resourceQuota", "hard")
	hard := check.WithoutNil(quota.Hard)
	if len(hard) == 0 {
		c.AddAs(diagnostic.RuleRequiredField, field, "must be set, such as {requests.cpu: 40}: the quota bounds nothing")
	}
	for _, key := range slices.Sorted(maps.Keys(hard)) {
		c.AddErr(field.Child(key), check.Explain(key, "the name of a resource, such as requests.cpu", validation.IsQualifiedName))
		c.AddErr(field.Child(key), size(*hard[key]))
	}
}

// boundOf is what a quota bounds of containers: requests or limits, of a resource. False for what it bounds of other things.
func boundOf(key string) (limits bool, name corev1.ResourceName, ok bool) {
	switch kind, rest, found := strings.Cut(key, "."); {
	case found && kind == "limits":
		limits, key = true, rest
	case found && kind == "requests":
		key = rest
	}
	return limits, corev1.ResourceName(key), slices.Contains(containerResources, key)
}

// quotaFiles are the ResourceQuota of an environment. That its apps do not fit in, all at once, is an error, which says by how
// much, and which are the biggest.
func quotaFiles(e resolve.Source[v1alpha1.Environment], apps []App) ([]object.File, diagnostic.Findings) {
	if e.Object.Spec.GuardRails == nil || !e.Object.Spec.GuardRails.ResourceQuota.On() {
		return nil, nil
	}
	hard := quantities(e.Object.Spec.GuardRails.ResourceQuota.Hard)
	uses := usesIn(e, apps)
	var errs diagnostic.Findings
	for _, key := range slices.Sorted(maps.Keys(hard)) {
		field := path("guardRails", "resourceQuota", "hard", string(key))
		limits, name, ok := boundOf(string(key))
		need := func(u use) resource.Quantity { return *resource.NewQuantity(u.pods, resource.DecimalSI) }
		if ok {
			for _, u := range uses {
				if container := u.without(limits, name); container != "" {
					errs = append(errs, e.SpecErrorf(field, "must not be set while container %s of %s (%s) states none: Kubernetes refuses its pods; state one, or give a default in guardRails.limitRange",
						container, u.folder, u.role).Under(diagnostic.RuleQuota))
				}
			}
			need = func(u use) resource.Quantity { return u.total(limits, name) }
		} else if key != corev1.ResourcePods {
			continue
		}
		if finding, tooMuch := fits(e, field, uses, need, hard[key]); tooMuch {
			errs = append(errs, finding)
		}
	}
	return []object.File{{Name: "resourcequota.yaml", Object: &corev1.ResourceQuota{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ResourceQuota"},
		ObjectMeta: metav1.ObjectMeta{Name: guardedName, Labels: e.Object.Metadata.Labels, Annotations: e.Object.Metadata.Annotations},
		Spec:       corev1.ResourceQuotaSpec{Hard: hard},
	}}}, errs
}

// fits holds the sum of what pods need against a bound. It reports whether they do not fit.
func fits(e resolve.Source[v1alpha1.Environment], field diagnostic.Path, uses []use, need func(use) resource.Quantity, bound resource.Quantity) (diagnostic.Finding, bool) {
	type share struct {
		folder string
		needed resource.Quantity
	}
	var sum resource.Quantity
	var shares []share
	for _, u := range uses {
		needed := need(u)
		sum.Add(needed)
		at := slices.IndexFunc(shares, func(s share) bool { return s.folder == u.folder })
		if at < 0 {
			shares = append(shares, share{u.folder, needed.DeepCopy()})
			continue
		}
		shares[at].needed.Add(needed)
	}
	if sum.Cmp(bound) <= 0 {
		return diagnostic.Finding{}, false
	}
	slices.SortStableFunc(shares, func(a, b share) int { return cmp.Or(b.needed.Cmp(a.needed), cmp.Compare(a.folder, b.folder)) })
	const most = 3
	var biggest []string
	for _, s := range shares[:min(most, len(shares))] {
		biggest = append(biggest, fmt.Sprintf("%s %s", s.folder, s.needed.String()))
	}
	if more := len(shares) - most; more > 0 {
		biggest = append(biggest, fmt.Sprintf("and %d more", more))
	}
	return tooSmall(e, field, sum, bound, "that much may run at once, with one more JobManager of each app while one is replaced: "+strings.Join(biggest, ", ")), true
}
