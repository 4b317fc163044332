// Package preset reads the presets that are shipped.
package preset
