package operator

// laterFields are fields below spec, of whatever kind, that a release does not have yet; none has those without a release.
var laterFields = map[string]Release{
	"job.checkpointTriggerNonce": release(7),
	"ingress.labels":             release(8),
	"ingress.tls":                release(8),
	"job.savepointRedeployNonce": release(8),
	"job.autoscalerResetNonce":   release(11),
	"jobManager.resources":       {},
	"taskManager.resources":      {},
}

// MissingField reports whether the release does not have a field below the spec of a FlinkDeployment or FlinkSessionJob,
// such as ingress.tls, that another one has, and since which release it is there; zero if no release has it. An API
// server drops such a field silently. For those of a pod template see MissingPodFields.
func (r Release) MissingField(path string) (since Release, missing bool) {
	since, known := laterFields[path]
	return since, known && (since == Release{} || r.Compare(since) < 0)
}
