// Package gittree writes a tree into a repository without losing anybody's work.
//
// [NewPlan] compares a [tree.Tree] with the output folder and only reads; [Plan.Apply] writes what differs, [Plan.Diff] shows it and [Plan.InSync] reports
// whether there is none. [Write] is the short form of planning and applying.
//
// What is ours is recorded in each folder of the tree in a file that `sha256sum -c` accepts there. From it follows what may be done with a file: what
// we wrote and nobody changed is replaced and pruned; what was changed by hand is reported and kept, unless forced; what was never ours is never touched.
// A file with exactly the content wanted is ours, whoever wrote it. One of ours in which a merge left conflict markers is generated again.
// What is no longer wanted is looked for in the folders that trees reserve, and nowhere else. The records name the workspace: two of
// them never write into one output folder. Nothing is pruned unless asked for, but for what no kustomization names any more,
// and a tree without files is refused.
package gittree
