// Package krm runs flinkustomize as a KRM function: it reads a ResourceList whose functionConfig is a spec, such as a
// FlinkSession, with the settings of its environment inline, and writes the ResourceList with its objects in it. All other
// items are kept byte for byte. It reads and writes nothing else.
//
// A function sees neither files nor other documents. So a FlinkSession here has neither named environments nor files,
// and its preset is a shipped one; a StreamPark names the sessions that it registers in its spec.remoteClusters,
// and a FlinkSessionJob is not held against its session.
//
// The output equals the objects of the built overlay. An object that was generated before is recognized by its header
// comment, as in the files of a tree, and is kept in place, replaced, or removed.
//
// With a FlinkLint it is a validator: its results are what lint finds in the custom resources of Flink among the items,
// none of which it changes.
package krm
