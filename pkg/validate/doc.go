// Package validate checks what a user wrote before anything is made of it: the values of a resolved session and of
// an environment, one file a feature, and what must be unique over a whole workspace.
//
// What the features need of one another, such as an option that two fields set, is found by package render.
package validate
