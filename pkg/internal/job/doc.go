// Package job checks and renders a job for any kind: what an application and a job of a session have in common.
package job
