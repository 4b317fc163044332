package lint

// image must be named: Flink's own default is of the version of Flink in the operator, whatever flinkVersion says.
func (c *checker) image() {
	if !c.has("image") {
		c.report(c.field("image"), "is not set: the cluster runs Flink's own image of %s, the version in the operator, whatever flinkVersion says", c.release.BundledFlink())
	}
}
