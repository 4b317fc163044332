// Package command is the command flinkustomize: its flags, and what it prints. cmd/flinkustomize does nothing but run it.
package command
