// Package preset lists the presets that a spec can name: the shipped ones and a workspace's own.
package preset
