// Package tree holds what is to be written into a repository: paths and their contents, in folders.
//
// A [Folder] is what is owned, indexed and pruned as a whole, such as "flink/analytics" or "environments"; a [Tree] is a set of folders. Every
// path is checked as it is added, so readers of a tree may rely on each path being local, portable and free of clashes.
package tree
