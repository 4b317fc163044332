// Package format writes a review: as text for people, as Markdown for pull requests, and as JSON for programs. It only writes what
// package review found, and the same bytes for the same review.
package format
