package lint

// replicas and parallelism are at least 1.
func (c *checker) replicas() {
	for _, process := range []string{"jobManager", "taskManager"} {
		if n, ok := c.integer(process, "replicas"); ok && n < 1 {
			c.report(c.field(process, "replicas"), "must be at least 1, not %d", n)
		}
	}
	if c.isApplication() && !c.has("taskManager", "replicas") {
		c.parallelism("or set taskManager.replicas")
	}
}

// parallelism of a job must be set; or says what else would do.
func (c *checker) parallelism(or string) {
	n, ok := c.integer("job", "parallelism")
	switch field := c.field("job", "parallelism"); {
	case !c.has("job", "parallelism"):
		c.report(field, "must be set to at least 1%s", orText(or))
	case ok && n < 1:
		c.report(field, "must be at least 1, not %d%s", n, orText(or))
	}
}

func orText(or string) string {
	if or == "" {
		return ""
	}
	return ", " + or
}
