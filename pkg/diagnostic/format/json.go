package format

import (
	"encoding/json"
	"io"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// report is the whole of the JSON.
type report struct {
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Findings []finding `json:"findings"`
}

// finding is one in JSON. Fields that are not known are left out.
type finding struct {
	Rule        string `json:"rule"`
	Severity    string `json:"severity"`
	File        string `json:"file,omitempty"`
	Line        int    `json:"line,omitempty"`
	Column      int    `json:"column,omitempty"`
	Subject     string `json:"subject,omitempty"`
	Environment string `json:"environment,omitempty"`
	Field       string `json:"field,omitempty"`
	Message     string `json:"message"`
	Remedy      string `json:"remedy"`
}

func writeJSON(w io.Writer, findings diagnostic.Findings) error {
	all := report{Findings: []finding{}}
	for _, f := range findings {
		if f.Severity == diagnostic.SeverityError {
			all.Errors++
		} else {
			all.Warnings++
		}
		all.Findings = append(all.Findings, finding{
			Rule: f.Rule.ID(), Severity: f.Severity.String(), File: f.File, Line: f.Line, Column: f.Column, Subject: f.Subject,
			Environment: f.Environment, Field: f.Path.String(), Message: f.Message, Remedy: f.Rule.Remedy(),
		})
	}
	return encode(w, all)
}

func encode(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
