// Package action tests the action of .github/actions, and the workflows.
package action
