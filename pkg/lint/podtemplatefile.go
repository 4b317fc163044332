package lint

// podTemplateFiles are paths in the operator's own pod, which holds no file of a user's. Those for JobManagers are never
// read: the operator always has a template for them.
func (c *checker) podTemplateFiles() {
	if c.has("podTemplate") || c.has("taskManager", "podTemplate") {
		return
	}
	for _, key := range []string{"kubernetes.pod-template-file", "kubernetes.pod-template-file.default", "kubernetes.pod-template-file.taskmanager"} {
		if s, ok := c.effective[key]; ok {
			c.report(c.place(s), "must not be set: the operator would look for the file in its own pod; write spec.podTemplate, or that of jobManager or taskManager")
		}
	}
}
