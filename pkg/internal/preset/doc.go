// Package preset reads the presets that are shipped, and checks a user's own.
package preset
