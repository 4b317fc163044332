// Package gittree writes a tree into a repository without losing anybody's work.
//
// [NewPlan] compares a [tree.Tree] with the output folder and only reads; [Plan.Apply] writes what differs, [Plan.Diff] shows it and [Plan.InSync] reports
// whether nothing differs. [Write] is the short form of planning and applying.
//
// Generated files are recorded in an index in each folder of the tree, a file that `sha256sum -c` accepts there. It decides what may be done with a file:
// one that was generated and not changed since is replaced and pruned; one that was changed by hand is reported and kept, unless forced; one that was
// never generated is never touched. A file with exactly the wanted content counts as generated, even if someone else wrote it. A generated file in which a
// merge left conflict markers is generated again. Files that are no longer in the tree are looked for only in the folders that trees reserve. The index
// names the workspace: two workspaces never write into one output folder. Nothing is pruned unless asked for, except files that no kustomization
// lists any more, and a tree without files is refused.
package gittree
