package format

import (
	"bytes"
	"encoding/json"

	"github.com/flinkustomize/flinkustomize/pkg/review"
)

// What JSON has. Names never change once released; fields may be added.
type (
	jsonReview struct {
		Against    string           `json:"against"`
		Summary    map[string]int   `json:"summary"` // changes by class
		Same       int              `json:"same"`
		None       int              `json:"none"`
		Changes    []jsonChange     `json:"changes"`
		Uncompared []jsonUncompared `json:"uncompared"`
	}
	jsonChange struct {
		App         string      `json:"app"`
		Environment string      `json:"environment,omitempty"`
		Class       string      `json:"class"`
		Object      jsonObject  `json:"object"`
		Was         *jsonObject `json:"was,omitempty"`
		Causes      []jsonCause `json:"causes"`
		Jobs        string      `json:"jobs,omitempty"`
		State       string      `json:"state,omitempty"`
		Users       string      `json:"users,omitempty"`
		Kept        []string    `json:"kept,omitempty"`
		Loss        *jsonLoss   `json:"loss,omitempty"`
	}
	jsonObject struct {
		Group     string `json:"group,omitempty"`
		Kind      string `json:"kind"`
		Namespace string `json:"namespace,omitempty"`
		Name      string `json:"name"`
	}
	jsonCause struct {
		Field  string `json:"field"`
		Old    string `json:"old,omitempty"`
		New    string `json:"new,omitempty"`
		Class  string `json:"class"`
		Reason string `json:"reason,omitempty"`
	}
	jsonLoss struct {
		ID           string `json:"id"`
		Text         string `json:"text"`
		Acknowledged string `json:"acknowledged,omitempty"` // the reason
	}
	jsonUncompared struct {
		App         string `json:"app"`
		Environment string `json:"environment,omitempty"`
		Reason      string `json:"reason"`
	}
)

func asJSON(r review.Review) (string, error) {
	out := jsonReview{Against: r.Old, Summary: map[string]int{}, Same: r.Same, None: r.None, Changes: []jsonChange{}, Uncompared: []jsonUncompared{}}
	for _, c := range r.Changes {
		out.Summary[c.Class.ID()]++
		change := jsonChange{App: c.App, Environment: c.Environment, Class: c.Class.ID(), Object: jsonObject(c.ID),
			Causes: []jsonCause{}, Jobs: c.Jobs, State: c.State, Users: c.Users, Kept: c.Kept}
		if c.Was != nil {
			was := jsonObject(*c.Was)
			change.Was = &was
		}
		for _, cause := range c.Causes {
			change.Causes = append(change.Causes, jsonCause{cause.Field, cause.Old, cause.New, cause.Class.ID(), cause.Reason})
		}
		if c.Loss != "" {
			acknowledged, _ := r.Acknowledgement(c)
			change.Loss = &jsonLoss{c.LossID(), c.Loss, acknowledged.Reason}
		}
		out.Changes = append(out.Changes, change)
	}
	for _, u := range r.Uncompared {
		out.Uncompared = append(out.Uncompared, jsonUncompared(u))
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(out)
	return text.String(), err
}
