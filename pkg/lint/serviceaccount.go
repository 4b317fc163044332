package lint

func (c *checker) serviceAccount() {
	if !c.has("serviceAccount") {
		c.report(c.field("serviceAccount"), "must be set: the ServiceAccount that JobManager and TaskManagers run as, which the operator does not create")
	}
}
