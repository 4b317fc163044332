// Package repository asks Git about the repository that a folder is in: what a commit has there, and which files Git does not
// track. It runs the git on the PATH, reads only, and fetches nothing, also in a partial clone.
package repository
