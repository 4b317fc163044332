// Package preset lists the presets that a spec can name: those that are shipped, and a workspace's own.
package preset
