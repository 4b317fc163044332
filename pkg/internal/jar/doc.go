// Package jar puts jars into pods: it checks where a jar comes from, and makes the command with which an init container fetches
// it and checks its hash, or copies it out of its image.
package jar
