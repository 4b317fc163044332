package impact

import (
	"encoding/json"
	"net/url"
	"strings"
)

// addRegistration remembers which sessions a StreamPark registers: flinkustomize states them in a ConfigMap of the console.
func (s *side) addRegistration(o *object) {
	text := o.text("data", "registration.json")
	if text == "" {
		return
	}
	var state struct {
		Clusters []struct {
			Address string `json:"address"`
		} `json:"clusters"`
	}
	if json.Unmarshal([]byte(text), &state) != nil {
		return
	}
	for _, cluster := range state.Clusters {
		if address, err := url.Parse(cluster.Address); err == nil {
			s.streamParks[address.Hostname()] = strings.TrimSuffix(o.id.Name, "-registration")
		}
	}
}

// registrar is the StreamPark that registers a session; empty where none is known to.
func (s *side) registrar(session ID) string {
	for _, host := range []string{session.Name + "-rest." + session.Namespace, session.Name + "-rest." + session.Namespace + ".svc", session.Name + "-rest." + session.Namespace + ".svc.cluster.local"} {
		if name, ok := s.streamParks[host]; ok {
			return name
		}
	}
	return ""
}
