package validate

import "github.com/flinkustomize/flinkustomize/pkg/resolve"

func (c *checker) serviceAccount(s *resolve.Session) {
	account, field := c.cluster.ServiceAccount, path("serviceAccount")
	if account.Name != s.Metadata.Name { // that is checked where it stands
		c.addErr(field.Child("name"), objectName(account.Name))
	}
	c.annotations(given(account.Annotations), field.Child("annotations"))
	if !*account.Create && len(account.Annotations) > 0 {
		c.add(field.Child("annotations"), "must not be set: the ServiceAccount %q is made by somebody else", account.Name)
	}
	if s.SharesServiceAccount && c.complete {
		c.sharedServiceAccount(s)
	}
}

// sharedServiceAccount checks that the account which the environment shares is there: it is emitted for an Environment
// document only, into the namespace of that.
func (c *checker) sharedServiceAccount(s *resolve.Session) {
	account, environment := c.cluster.ServiceAccount, s.Environment
	if *account.Create {
		c.add(path("serviceAccount", "create"), "must not be true without a name of its own: the environment shares the ServiceAccount %q", account.Name)
		return
	}
	if made := s.Facts.ServiceAccount.Create; made != nil && !*made {
		return // somebody else makes it, wherever it is needed
	}
	if environment == nil || environment.ServiceAccount == nil || environment.ServiceAccount.Name != account.Name {
		c.errs = append(c.errs, s.FactErrorf(path("serviceAccount", "name"), "must be %q in an Environment document, which emits it; "+
			"or set create to false for one that exists, or spec.serviceAccount.name for one of the session's own", account.Name))
		return
	}
	if environment.Namespace != s.Namespace && s.Namespace != "" {
		c.add(path("namespace"), "must be %q, where Environment %s emits the ServiceAccount %q that its sessions share, not %q; "+
			"or set spec.serviceAccount.name to give the session one of its own",
			environment.Namespace, s.EnvironmentName, account.Name, s.Namespace)
	}
}
