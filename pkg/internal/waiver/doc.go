// Package waiver finds where documents say that they break a rule on purpose, and leaves out the findings about that.
package waiver
