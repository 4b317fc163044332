package lint

// podTemplateFiles are paths in the operator's own pod, which holds no file of a user's.
func (c *checker) podTemplateFiles() {
	for _, key := range []string{"kubernetes.pod-template-file", "kubernetes.pod-template-file.default", "kubernetes.pod-template-file.taskmanager"} {
		s, ok := c.effective[key]
		if ok {
			c.report(c.place(s), "must not be set: the operator would look for the file in its own pod; write spec.podTemplate, or that of jobManager or taskManager")
		}
	}
}
