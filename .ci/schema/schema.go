package main

// schema is a JSON Schema, as much of one as is used here.
type schema struct {
	Dialect              string             `json:"$schema,omitempty"`
	Title                string             `json:"title,omitempty"`
	Description          string             `json:"description,omitempty"`
	Ref                  string             `json:"$ref,omitempty"`
	Type                 any                `json:"type,omitempty"` // a string or a []string
	Const                string             `json:"const,omitempty"`
	Enum                 []string           `json:"enum,omitempty"`
	EnumDescriptions     []string           `json:"enumDescriptions,omitempty"` // editors show them
	Pattern              string             `json:"pattern,omitempty"`
	Minimum              *int64             `json:"minimum,omitempty"`
	Maximum              *int64             `json:"maximum,omitempty"`
	MinLength            int                `json:"minLength,omitempty"`
	MaxLength            int                `json:"maxLength,omitempty"`
	Default              any                `json:"default,omitempty"`
	Examples             []string           `json:"examples,omitempty"`
	Items                *schema            `json:"items,omitempty"`
	Properties           map[string]*schema `json:"properties,omitempty"`
	Required             []string           `json:"required,omitempty"`
	AdditionalProperties any                `json:"additionalProperties,omitempty"` // a *schema or false
	DependentSchemas     map[string]*schema `json:"dependentSchemas,omitempty"`
	AllOf                []*schema          `json:"allOf,omitempty"`
	OneOf                []*schema          `json:"oneOf,omitempty"`
	If                   *schema            `json:"if,omitempty"`
	Then                 *schema            `json:"then,omitempty"`
	Defs                 map[string]*schema `json:"$defs,omitempty"`
}

const dialect = "https://json-schema.org/draft/2020-12/schema"

// orNull lets a value be null, too.
func (s *schema) orNull() *schema {
	switch types := s.Type.(type) {
	case string:
		s.Type = []string{types, "null"}
	case []string:
		s.Type = append(types, "null")
	}
	return s
}
