package v1alpha1

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// EnvVar is the value of an environment variable: text, or a reference to a key of a Secret in the session's namespace,
// as {secretName: api, key: token}. A later level of precedence replaces it as a whole.
type EnvVar struct {
	// Value is the text; empty for a reference.
	Value string

	// SecretName names the Secret.
	SecretName string

	// Key is the Secret's key.
	Key string
}

// UnmarshalJSON reads text, a number or a boolean as it is written, or a reference.
func (e *EnvVar) UnmarshalJSON(data []byte) error {
	value, members, err := textOrMembers(data, "secretName", "key")
	if err != nil {
		return fmt.Errorf("must be text, or a reference to a Secret such as {secretName: api, key: token}: %w", err)
	}
	*e = EnvVar{Value: value, SecretName: members["secretName"], Key: members["key"]}
	return nil
}

// MarshalJSON writes what UnmarshalJSON reads.
func (e EnvVar) MarshalJSON() ([]byte, error) {
	if e.SecretName == "" && e.Key == "" {
		return json.Marshal(e.Value)
	}
	return json.Marshal(map[string]string{"secretName": e.SecretName, "key": e.Key})
}

// textOrMembers reads a scalar as text, or an object that has all of the named members, each a string that is not empty.
func textOrMembers(data []byte, names ...string) (value string, members map[string]string, err error) {
	data = bytes.TrimSpace(data)
	switch {
	case bytes.HasPrefix(data, []byte("{")):
		raw := map[string]any{}
		if err := json.Unmarshal(data, &raw); err != nil {
			return "", nil, err
		}
		members = map[string]string{}
		for _, name := range slices.Sorted(maps.Keys(raw)) {
			if !slices.Contains(names, name) {
				return "", nil, fmt.Errorf("there is no field %q", name)
			}
			members[name], _ = raw[name].(string)
		}
		for _, name := range names {
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
