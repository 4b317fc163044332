// Package image finds the images that objects need: those of all containers of the pods that come of them, the user's own
// objects included.
package image
