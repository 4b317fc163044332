package generate

// Environments are the names of the Environment documents, in the order in which they were read: that of the specs of a
// workspace, or of [Input.Environments].
func (r *Result) Environments() []string { return r.made.Environments() }
