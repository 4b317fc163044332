// Package krm is flinkustomize as a KRM function: it reads a ResourceList whose functionConfig is a FlinkSession or a
// StreamPark with the settings of its environment inline, and writes the ResourceList with its objects in it. Items that are
// not its own keep every byte. It reads and writes nothing else.
//
// A function sees no files and no other documents. So a FlinkSession here has neither named environments nor files,
// and its preset is a shipped one; a StreamPark names the sessions that it registers in its spec.remoteClusters.
//
// What comes out for a session is what building its overlay gives. An object that was generated before is recognized
// by the comment that starts it, as in the files of a tree, and is kept where it stands, replaced, or taken out.
package krm
