// Package preset reads the presets that are shipped, and checks those of a user's own.
package preset
