package registration

import (
	"bytes"
	_ "embed"
	"encoding/json"
)

// Script is the program, register.py.
//
//go:embed register.py
var Script string

// State is what must be registered. Names are unique among Flink homes and among clusters.
type State struct {
	FlinkHomes []FlinkHome `json:"flinkHomes"`
	Clusters   []Cluster   `json:"clusters"`
}

// FlinkHome is a Flink installation in StreamPark's pod, which StreamPark calls a Flink env.
type FlinkHome struct {
	// Name is what StreamPark's users choose it by, of 1 to 128 printable characters.
	Name string `json:"name"`
	// Path is the absolute path of the folder that holds lib and conf, of at most 255 characters. StreamPark moves no
	// Flink home that is used, so another path needs another name.
	Path string `json:"path"`
}

// Cluster is a running Flink session, which StreamPark calls a remote cluster: StreamPark submits jobs to it, and neither
// starts nor stops it.
type Cluster struct {
	// Name is what StreamPark's users choose it by, of 1 to 128 printable characters.
	Name string `json:"name"`
	// Address is the URL of Flink's REST API: http or https, a host and a port, at most 150 characters. StreamPark uses
	// no path, and no default port.
	Address string `json:"address"`
	// FlinkHome is the name of one of the Flink homes of the state.
	FlinkHome string `json:"flinkHome"`
	// Description is free text of at most 255 characters; it may be empty.
	Description string `json:"description"`
}

// JSON is the state as Script reads it: indented, with a final newline, in the order given.
func (s State) JSON() string {
	// Lists are never null, as Script needs them.
	s.FlinkHomes = append([]FlinkHome{}, s.FlinkHomes...)
	s.Clusters = append([]Cluster{}, s.Clusters...)
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(s); err != nil {
		panic(err) // strings alone always encode
	}
	return text.String()
}
