// Package inventory defines what a workspace runs: each app in each environment, with its versions, images, sizes and
// addresses. [github.com/flinkustomize/flinkustomize/pkg/generate.Result.Inventory] lists it.
package inventory
