package impact

// signs are those that people know of terraform and kubectl, so that nobody has to tell classes by colour.
var signs = map[Class]string{
	Create: "+", InPlace: "~", Deferred: "~", Rescale: "~", Unknown: "?", Restart: "!",
	JobsLost: "!!", RecoveryAtRisk: "!!", Replace: "-/+", Delete: "-", Refused: "x",
}

// Sign stands before a class where objects are listed, such as !! or -/+; empty for None, which is not listed.
func (c Class) Sign() string { return signs[c] }
