package validate

func (c *checker) serviceAccount() {
	account, field := c.spec.ServiceAccount, path("serviceAccount")
	if account.Name != c.name { // the session's own name is checked where it stands
		c.addErr(field.Child("name"), objectName(account.Name))
	}
	c.annotations(given(account.Annotations), field.Child("annotations"))
	if !*account.Create && len(account.Annotations) > 0 {
		c.add(field.Child("annotations"), "must not be set: the ServiceAccount %q is made by somebody else", account.Name)
	}
}
