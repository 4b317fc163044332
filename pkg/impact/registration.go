package impact

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// registrations are the addresses of sessions that a StreamPark registers: flinkustomize states them in a ConfigMap.
func (o *object) registrations() []string {
	text := o.text("data", "registration.json")
	if text == "" {
		return nil
	}
	var state struct {
		Clusters []struct {
			Address string `json:"address"`
		} `json:"clusters"`
	}
	if json.Unmarshal([]byte(text), &state) != nil {
		return nil
	}
	var addresses []string
	for _, cluster := range state.Clusters {
		addresses = append(addresses, cluster.Address)
	}
	return addresses
}

// console is the name of the StreamPark whose registrations are in a ConfigMap.
func (o *object) console() string { return strings.TrimSuffix(o.id.Name, "-registration") }

// addRegistration remembers which sessions a StreamPark registers.
func (s *side) addRegistration(o *object) {
	for _, address := range o.registrations() {
		if parsed, err := url.Parse(address); err == nil {
			s.streamParks[parsed.Hostname()] = o.console()
		}
	}
}

// registered tells which addresses a StreamPark registers anew, and which no more.
func (c *change) registered() {
	before, after := c.old.registrations(), c.new.registrations()
	if gone := without(before, after); len(gone) > 0 {
		c.addUsers("StreamPark " + c.new.console() + " keeps its entries of " + list(gone) + ", which nothing updates any more")
	}
	if come := without(after, before); len(come) > 0 {
		c.addUsers("StreamPark " + c.new.console() + " registers " + list(come))
	}
}

// without are the addresses of a list that are not in the other one, as they may be shown.
func without(addresses, other []string) []string {
	var left []string
	for _, address := range addresses {
		if !slices.Contains(other, address) {
			left = append(left, oneLine("address", address))
		}
	}
	return left
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
