package format

import (
	"io"
	"net/url"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// The part of SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html) that findings need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string      `json:"id"`
		ShortDescription sarifText   `json:"shortDescription"`
		Help             sarifText   `json:"help"`
		Configuration    sarifConfig `json:"defaultConfiguration"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact struct {
			URI       string `json:"uri"`
			URIBaseID string `json:"uriBaseId"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
	sarifLogical struct {
		FullyQualifiedName string `json:"fullyQualifiedName"`
	}
)

// writeSARIF writes a log of one run. Its rules are those that findings name.
func writeSARIF(w io.Writer, findings diagnostic.Findings) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "flinkustomize", Rules: []sarifRule{}}
	index := map[diagnostic.Rule]int{}
	for _, f := range findings {
		at, known := index[f.Rule]
		if !known {
			at = len(run.Tool.Driver.Rules)
			index[f.Rule] = at
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
				ID:               f.Rule.ID(),
				ShortDescription: sarifText{f.Rule.Summary()},
				Help:             sarifText{f.Rule.Remedy()},
				Configuration:    sarifConfig{f.Rule.Severity().String()},
			})
		}
		run.Results = append(run.Results, sarifResult{
			RuleID: f.Rule.ID(), RuleIndex: at, Level: f.Severity.String(), Message: sarifText{sarifMessage(f)}, Locations: sarifLocations(f),
		})
	}
	return encode(w, sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

// sarifMessage is the finding without what the result says in fields of its own.
func sarifMessage(f diagnostic.Finding) string {
	f.Position, f.Severity = diagnostic.Position{}, diagnostic.SeverityError
	return f.Error()
}

func sarifLocations(f diagnostic.Finding) []sarifLocation {
	var location sarifLocation
	if f.File != "" {
		location.Physical = &sarifPhysical{}
		location.Physical.Artifact.URI = (&url.URL{Path: f.File}).String()
		location.Physical.Artifact.URIBaseID = "%SRCROOT%"
		if f.Line > 0 {
			location.Physical.Region = &sarifRegion{f.Line, f.Column}
		}
	}
	if len(f.Path) > 0 {
		location.Logical = []sarifLogical{{f.Path.String()}}
	}
	if location.Physical == nil && location.Logical == nil {
		return nil
	}
	return []sarifLocation{location}
}
