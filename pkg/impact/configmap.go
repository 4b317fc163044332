package impact

import "strings"

// changeConfigMap: what is mounted changes, and nothing restarts for it.
func changeConfigMap(c *change) {
	c.changeMounted()
	c.registered()
}

// changeSecret is as a ConfigMap; its values are never shown.
func changeSecret(c *change) { c.changeMounted() }

func (c *change) changeMounted() {
	c.metadata()
	immutable := c.old.at("immutable") == true
	reason := untilRestart(c.after.mentions(c.new))
	secret := c.new.id.Kind == "Secret"
	c.each(func(l leaf) (Class, string) {
		switch {
		case immutable && (l.below("data") || l.below("binaryData") || l.below("stringData") || l.below("immutable")):
			return Refused, "is immutable: give it another name"
		case l.below("type"):
			return Refused, "is immutable: delete the Secret first"
		case l.below("immutable"), isDashboard(l):
			return InPlace, ""
		}
		return Deferred, reason
	})
	if secret {
		for i := range c.Causes {
			c.Causes[i].hide()
		}
	}
}

// hide masks the values of a Secret, whatever they look like.
func (c *Cause) hide() {
	if root, _, _ := strings.Cut(c.Field, "["); root != "data" && root != "stringData" && !strings.HasPrefix(c.Field, "data.") && !strings.HasPrefix(c.Field, "stringData.") {
		return
	}
	if c.Old != "" {
		c.Old = masked
	}
	if c.New != "" {
		c.New = masked
	}
}

func rehashMounted(*change) string {
	return "the hash of its content: whatever names it gets new pods"
}

// removeMounted is a ConfigMap or Secret that goes.
func removeMounted(c *change) {
	if mentions := c.after.mentions(c.old); len(mentions) > 0 {
		c.Users = "pods of " + list(names(mentions)) + " that start later fail, since they still name it"
	}
}
