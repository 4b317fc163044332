// Package format writes findings for people and for machines: as text, JSON, SARIF 2.1.0 and annotations of GitHub
// Actions.
package format
