package kustomization

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// serviceAccountSubjects returns the subjects of a RoleBinding or
// ClusterRoleBinding that name a ServiceAccount without its namespace.
// Kustomize adds the namespace where the account is in the same build, or is
// named default.
func serviceAccountSubjects(object map[string]any) []map[string]any {
	if kind := object["kind"]; kind != "RoleBinding" && kind != "ClusterRoleBinding" {
		return nil
	}
	var found []map[string]any
	list, _ := object["subjects"].([]any)
	for _, element := range list {
		subject, _ := element.(map[string]any)
		if subject["kind"] == "ServiceAccount" && subject["namespace"] == nil {
			found = append(found, subject)
		}
	}
	return found
}

// checkSubjects refuses a subject that would be left without a namespace: the
// API server does so only when it is too late.
func checkSubjects(v variant) error {
	if problems := v.subjectProblems(); len(problems) > 0 {
		return problems[0].err
	}
	return nil
}

func (v variant) subjectProblems() []problem {
	var problems []problem
	for _, source := range v.sources {
		for _, object := range source.objects {
			for _, subject := range serviceAccountSubjects(object.Tree()) {
				name, _ := subject["name"].(string)
				if _, ok := v.object(manifest.ID{Version: "v1", Kind: "ServiceAccount", Name: name}); ok || name == "default" {
					continue
				}
				problems = append(problems, problem{source.resource,
					fmt.Errorf("%s: %s: subject %q must state its namespace: its ServiceAccount is not in this kustomization", source.name, object.ID(), name)})
			}
		}
	}
	return problems
}
