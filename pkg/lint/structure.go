package lint

type shape struct{}

var deploymentShape, sessionJobShape, stateSnapshotShape, blueGreenShape shape

func (c *checker) structure(*kind) {}
