package v1alpha1

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// EnvVar is the value of an environment variable: text, or a reference: to a key of a Secret or a ConfigMap in the namespace of the
// pod, as {secretName: api, key: token} or {configMapName: app, key: region}, to a field of the pod, as {fieldPath: status.hostIP}, or
// to a resource of the container, as {resource: limits.memory}. A later level of precedence replaces it as a whole.
type EnvVar struct {
	// Value is the text; empty for a reference.
	Value string

	// SecretName names the Secret.
	SecretName string

	// ConfigMapName names the ConfigMap.
	ConfigMapName string

	// Key is the key of the Secret or the ConfigMap.
	Key string

	// FieldPath is a field of the pod: metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'],
	// metadata.annotations['KEY'], spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP or
	// status.podIPs.
	FieldPath string

	// Resource is a resource of the container: requests or limits of cpu, memory or ephemeral-storage, such as limits.memory, in bytes,
	// or limits.cpu, in whole cores, rounded up.
	Resource string
}

// envVarForms are the members of a reference, by its form.
var envVarForms = [][]string{{"secretName", "key"}, {"configMapName", "key"}, {"fieldPath"}, {"resource"}}

// UnmarshalJSON reads text, a number or a boolean as it is written, or a reference.
func (e *EnvVar) UnmarshalJSON(data []byte) error {
	value, members, err := textOrMembers(data, envVarForms...)
	if err != nil {
		return fmt.Errorf("must be text, or a reference such as {secretName: api, key: token}, {configMapName: app, key: region}, "+
			"{fieldPath: status.hostIP} or {resource: limits.memory}: %w", err)
	}
	*e = EnvVar{Value: value, SecretName: members["secretName"], ConfigMapName: members["configMapName"], Key: members["key"],
		FieldPath: members["fieldPath"], Resource: members["resource"]}
	return nil
}

// MarshalJSON writes what UnmarshalJSON reads.
func (e EnvVar) MarshalJSON() ([]byte, error) {
	members := map[string]string{}
	for name, value := range map[string]string{
		"secretName": e.SecretName, "configMapName": e.ConfigMapName, "key": e.Key, "fieldPath": e.FieldPath, "resource": e.Resource,
	} {
		if value != "" {
			members[name] = value
		}
	}
	if len(members) == 0 {
		return json.Marshal(e.Value)
	}
	return json.Marshal(members)
}

// textOrMembers reads a scalar as text, or an object of one of the given forms: with all members of that form, each a string that
// is not empty.
func textOrMembers(data []byte, forms ...[]string) (value string, members map[string]string, err error) {
	data = bytes.TrimSpace(data)
	switch {
	case bytes.HasPrefix(data, []byte("{")):
		raw := map[string]any{}
		if err := json.Unmarshal(data, &raw); err != nil {
			return "", nil, err
		}
		members = map[string]string{}
		form := formOf(raw, forms)
		for _, name := range slices.Sorted(maps.Keys(raw)) {
			if !slices.Contains(slices.Concat(forms...), name) {
				return "", nil, fmt.Errorf("there is no field %q", name)
			}
			if !slices.Contains(form, name) {
				return "", nil, fmt.Errorf("%s must not be set beside %s", name, form[0])
			}
			members[name], _ = raw[name].(string)
		}
		for _, name := range form {
			if members[name] == "" {
				return "", nil, fmt.Errorf("%s must be set to a string", name)
			}
		}
		return "", members, nil
	case bytes.HasPrefix(data, []byte(`"`)):
		err = json.Unmarshal(data, &value)
		return value, nil, err
	case bytes.HasPrefix(data, []byte("[")), bytes.Equal(data, []byte("null")):
		return "", nil, errors.New("a list or null is neither")
	}
	return string(data), nil, nil
}

// formOf is the form that an object has by its members: the first one of whose own it has one, and else the first.
func formOf(raw map[string]any, forms [][]string) []string {
	for _, form := range forms {
		if _, ok := raw[form[0]]; ok {
			return form
		}
	}
	return forms[0]
}
