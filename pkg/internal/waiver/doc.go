// Package waiver reads by which annotation, and by which comments, a document says that it breaks rules on purpose.
package waiver
