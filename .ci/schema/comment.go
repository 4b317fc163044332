package main

import (
	"regexp"
	"strconv"
	"strings"
)

// defaultSentence is how the comment of a field states a plain value; what is said in words stays with the comment.
var defaultSentence = regexp.MustCompile(`(?:^| )Default: ([^\s{}<>]+)\.(?: |$)`)

// defaultOf is the plain default that a comment states, of a type of JSON; nil where there is none.
func defaultOf(comment, jsonType string) any {
	match := defaultSentence.FindStringSubmatch(comment)
	if match == nil || match[1] == "none" {
		return nil
	}
	switch jsonType {
	case "string":
		return match[1]
	case "integer":
		if number, err := strconv.ParseInt(match[1], 10, 64); err == nil {
			return number
		}
	case "boolean":
		if value, err := strconv.ParseBool(match[1]); err == nil {
			return value
		}
	}
	return nil
}

// exampleList is how a comment gives examples: such as 1, 0.5 or 500m.
var exampleList = regexp.MustCompile(`such as ((?:\S+, )*)(?:(\S+) or )?(\S+?)[.,;:]?(?: |$)`)

// examplesOf are the examples that the comment of a field with text gives. A word of prose is none.
func examplesOf(comment string) []string {
	match := exampleList.FindStringSubmatch(comment)
	if match == nil {
		return nil
	}
	if match[2] == "" && match[1] != "" { // such as production/v1, that gives ...
		match[1], match[3] = "", strings.SplitN(match[1], ", ", 2)[0]
	}
	var examples []string
	for _, example := range append(strings.Split(match[1], ", "), match[2], match[3]) {
		if example = strings.Trim(example, `"`); example == "" {
			continue
		}
		if !isValue(example) {
			return nil
		}
		examples = append(examples, example)
	}
	return examples
}

// isValue tells a value from a word: it is no lower-case word alone.
func isValue(text string) bool {
	return strings.ContainsAny(text, "0123456789./:@=-") || strings.ToLower(text) != text
}
