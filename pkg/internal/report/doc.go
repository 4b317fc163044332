// Package report draws a workspace as one HTML page: which app runs in which environment, what differs between
// environments, a drawing of each app with what it depends on, and what a change that is pending does.
//
// The page is one file that loads nothing and runs no script. It is made of its input alone: the same input gives the same bytes.
package report
