package diagnostic

// WaiveAnnotation is the annotation of a document that waives rules for all of
// it, and begins the comment that waives one for its line. It holds a rule and
// the reason, such as "credential it is an example"; in an annotation, one a line.
const WaiveAnnotation = "lint.flinkustomize.dev/waive"
