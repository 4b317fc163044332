package podrule

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) tolerations(at *place) {
	for i, t := range c.spec.Tolerations {
		at := at.Index(i)
		if t.Key != "" {
			c.qualified(at.Child("key"), t.Key)
		}
		switch t.Operator {
		case "", corev1.TolerationOpEqual:
			if t.Key == "" {
				c.add(at.Child("operator"), "must be Exists where key is not set, not %s", diagnostic.Quote(string(t.Operator)))
			}
			if len(validation.IsValidLabelValue(t.Value)) > 0 {
				c.add(at.Child("value"), "must be %s, not %s", aValue, diagnostic.Quote(t.Value))
			}
		case corev1.TolerationOpExists:
			if t.Value != "" {
				c.add(at.Child("value"), "must not be set where operator is Exists")
			}
		default:
			c.oneOf(at.Child("operator"), string(t.Operator), "Exists", "Equal")
		}
		c.oneOf(at.Child("effect"), string(t.Effect), "NoSchedule", "PreferNoSchedule", "NoExecute")
		if t.TolerationSeconds != nil && t.Effect != corev1.TaintEffectNoExecute {
			c.add(at.Child("effect"), "must be NoExecute where tolerationSeconds is set, not %s", diagnostic.Quote(string(t.Effect)))
		}
	}
}

func (c *checker) spread(at *place) {
	type pair struct{ key, action string }
	var pairs []pair
	for i, s := range c.spec.TopologySpreadConstraints {
		at := at.Index(i)
		pairs = append(pairs, pair{s.TopologyKey, string(s.WhenUnsatisfiable)})
		if _, again := repeated(pairs); again {
			c.add(at, "must have another topologyKey or whenUnsatisfiable than the constraints before it")
			pairs = pairs[:len(pairs)-1]
		}
		c.atLeast(at.Child("maxSkew"), int64(s.MaxSkew), 1)
		c.qualified(at.Child("topologyKey"), s.TopologyKey)
		if s.WhenUnsatisfiable == "" {
			c.add(at.Child("whenUnsatisfiable"), "must be set")
		}
		c.oneOf(at.Child("whenUnsatisfiable"), string(s.WhenUnsatisfiable), "DoNotSchedule", "ScheduleAnyway")
		if s.MinDomains != nil {
			c.atLeast(at.Child("minDomains"), int64(*s.MinDomains), 1)
			if s.WhenUnsatisfiable != corev1.DoNotSchedule {
				c.add(at.Child("minDomains"), "must not be set where whenUnsatisfiable is not DoNotSchedule")
			}
		}
		for field, policy := range map[string]*corev1.NodeInclusionPolicy{"nodeAffinityPolicy": s.NodeAffinityPolicy, "nodeTaintsPolicy": s.NodeTaintsPolicy} {
			if policy != nil {
				c.oneOf(at.Child(field), string(*policy), "Honor", "Ignore")
			}
		}
		c.labelSelector(s.LabelSelector, at.Child("labelSelector"))
		c.matchLabelKeys(s.MatchLabelKeys, s.LabelSelector, at.Child("matchLabelKeys"))
	}
}

// matchLabelKeys are keys of labels that the pods have in common, beside those of a selector.
func (c *checker) matchLabelKeys(keys []string, selector *metav1.LabelSelector, at *place) {
	if len(keys) > 0 && selector == nil {
		c.add(at, "must not be set where labelSelector is not")
		return
	}
	for i, key := range keys {
		c.qualified(at.Index(i), key)
		if _, selected := selector.MatchLabels[key]; selected ||
			slices.ContainsFunc(selector.MatchExpressions, func(r metav1.LabelSelectorRequirement) bool { return r.Key == key }) {
			c.add(at.Index(i), "must be another key than those of labelSelector, not %s", diagnostic.Quote(key))
		}
	}
}

func (c *checker) labelSelector(selector *metav1.LabelSelector, at *place) {
	if selector == nil {
		return
	}
	c.labels(selector.MatchLabels, at.Child("matchLabels"))
	for i, r := range selector.MatchExpressions {
		at := at.Child("matchExpressions").Index(i)
		c.qualified(at.Child("key"), r.Key)
		c.requirement(string(r.Operator), r.Values, at, "In", "NotIn", "Exists", "DoesNotExist")
		for j, value := range r.Values {
			if len(validation.IsValidLabelValue(value)) > 0 {
				c.add(at.Child("values").Index(j), "must be %s, not %s", aValue, diagnostic.Quote(value))
			}
		}
	}
}

// requirement checks that an operator has as many values as it takes.
func (c *checker) requirement(operator string, values []string, at *place, allowed ...string) {
	if operator == "" {
		c.add(at.Child("operator"), "must be set")
	}
	c.oneOf(at.Child("operator"), operator, allowed...)
	switch operator {
	case "In", "NotIn":
		if len(values) == 0 {
			c.add(at.Child("values"), "must have at least one value where operator is %s", operator)
		}
	case "Exists", "DoesNotExist":
		if len(values) > 0 {
			c.add(at.Child("values"), "must not be set where operator is %s", operator)
		}
	case "Gt", "Lt":
		if len(values) != 1 {
			c.add(at.Child("values"), "must have one value where operator is %s, not %d", operator, len(values))
		}
	}
}

func (c *checker) weight(at *place, weight int32) {
	if weight < 1 || weight > 100 {
		c.add(at, "must be from 1 to 100, not %d", weight)
	}
}

func (c *checker) affinity(at *place) {
	affinity := c.spec.Affinity
	if affinity == nil {
		return
	}
	const required, preferred = "requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution"
	if node := affinity.NodeAffinity; node != nil {
		at := at.Child("nodeAffinity")
		if selector := node.RequiredDuringSchedulingIgnoredDuringExecution; selector != nil {
			terms := at.Child(required, "nodeSelectorTerms")
			if len(selector.NodeSelectorTerms) == 0 {
				c.add(terms, "must have at least one term")
			}
			for i, term := range selector.NodeSelectorTerms {
				c.nodeTerm(term, terms.Index(i))
			}
		}
		for i, term := range node.PreferredDuringSchedulingIgnoredDuringExecution {
			c.weight(at.Child(preferred).Index(i).Child("weight"), term.Weight)
			c.nodeTerm(term.Preference, at.Child(preferred).Index(i).Child("preference"))
		}
	}
	pods := func(at *place, terms []corev1.PodAffinityTerm, weighted []corev1.WeightedPodAffinityTerm) {
		for i, term := range terms {
			c.podTerm(term, at.Child(required).Index(i))
		}
		for i, term := range weighted {
			c.weight(at.Child(preferred).Index(i).Child("weight"), term.Weight)
			c.podTerm(term.PodAffinityTerm, at.Child(preferred).Index(i).Child("podAffinityTerm"))
		}
	}
	if a := affinity.PodAffinity; a != nil {
		pods(at.Child("podAffinity"), a.RequiredDuringSchedulingIgnoredDuringExecution, a.PreferredDuringSchedulingIgnoredDuringExecution)
	}
	if a := affinity.PodAntiAffinity; a != nil {
		pods(at.Child("podAntiAffinity"), a.RequiredDuringSchedulingIgnoredDuringExecution, a.PreferredDuringSchedulingIgnoredDuringExecution)
	}
}

func (c *checker) nodeTerm(term corev1.NodeSelectorTerm, at *place) {
	for i, r := range term.MatchExpressions {
		at := at.Child("matchExpressions").Index(i)
		c.qualified(at.Child("key"), r.Key)
		c.requirement(string(r.Operator), r.Values, at, "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt")
	}
	for i, r := range term.MatchFields {
		at := at.Child("matchFields").Index(i)
		if r.Key != "metadata.name" {
			c.add(at.Child("key"), "must be metadata.name, not %s", diagnostic.Quote(r.Key))
		}
		c.oneOf(at.Child("operator"), string(r.Operator), "In", "NotIn")
		if len(r.Values) != 1 {
			c.add(at.Child("values"), "must have one value, not %d", len(r.Values))
		}
	}
}

func (c *checker) podTerm(term corev1.PodAffinityTerm, at *place) {
	c.qualified(at.Child("topologyKey"), term.TopologyKey)
	c.labelSelector(term.LabelSelector, at.Child("labelSelector"))
	c.labelSelector(term.NamespaceSelector, at.Child("namespaceSelector"))
	for i, namespace := range term.Namespaces {
		c.label(at.Child("namespaces").Index(i), namespace)
	}
	c.matchLabelKeys(term.MatchLabelKeys, term.LabelSelector, at.Child("matchLabelKeys"))
}
