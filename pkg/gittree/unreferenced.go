package gittree

import "path"

// kustomizationFile names the files that a build of its folder consists of.
const kustomizationFile = "kustomization.yaml"

// deleteUnreferenced deletes, whether or not anything is to be pruned, what is generated, unchanged and listed by no kustomization: the one of its folder is still
// generated, and lists other files. A folder that is generated no longer, such as an overlay, waits to be pruned: something may build it.
func (u *unit) deleteUnreferenced() {
	kept := map[string]bool{} // what is not as the tree wants it, and stays so
	for _, change := range u.changes {
		if !change.writes() {
			kept[change.name] = true
		}
	}
	for i, change := range u.changes {
		if change.Action != Stale && (change.Action != Delete || change.Reason != "") || !u.unreferenced(change.name, kept) {
			continue
		}
		u.changes[i].Action, u.changes[i].Unreferenced = Delete, true
		delete(u.after, change.name)
	}
}

// unreferenced reports whether the nearest kustomization above a file that the tree does not want will be as the tree wants it.
func (u *unit) unreferenced(name string, kept map[string]bool) bool {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		kustomization := path.Join(dir, kustomizationFile)
		if _, wanted := u.folder.File(kustomization); wanted {
			return !kept[kustomization]
		}
		if _, was := u.before[kustomization]; was || dir == "." {
			return false
		}
	}
}
