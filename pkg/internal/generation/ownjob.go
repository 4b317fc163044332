package generation

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
)

// ownJob is a session job among a user's own manifests.
type ownJob struct {
	sessioncluster.Job
	resource int // of spec.resources
}

// addSessions adds the clusters of a complete target, and the jobs among its own manifests.
func (r *rendered) addSessions(variant kustomization.Variant, all claim.Rendered) {
	clusterOf := sessioncluster.WithoutContent
	if r.in.joined {
		clusterOf = sessioncluster.Of
	}
	add := func(object manifest.Object) {
		if c, ok := clusterOf(all.Target, object); ok {
			r.sessions = append(r.sessions, c)
		}
	}
	for _, file := range variant.Files {
		add(file.Object)
	}
	for i, resource := range all.Resources {
		for _, object := range resource {
			add(object)
			if job, ok := sessioncluster.JobOf(all.Target, object); ok {
				r.jobs = append(r.jobs, ownJob{job, i})
			}
		}
	}
}

// checkOwnJobs checks the session jobs among users' own manifests, each against the cluster that it names, whichever document
// makes that.
func checkOwnJobs(apps []app) diagnostic.Findings {
	named := map[sessioncluster.ID]bool{}
	for _, app := range apps {
		for _, job := range app.jobs {
			named[job.Cluster] = true
		}
	}
	if len(named) == 0 {
		return nil
	}
	clusters := []sessioncluster.Cluster{}
	for _, app := range apps {
		clusters = append(clusters, app.withContent(named)...)
	}
	var findings diagnostic.Findings
	for _, app := range apps {
		var found diagnostic.Findings
		for _, job := range app.jobs {
			for _, f := range job.Check(clusters) {
				found = append(found, job.Target.Errorf(resourceField(job.resource), "%s: %s: %s", job.Object.ID(), f.Path, f.Message).Under(f.Rule))
			}
		}
		findings = append(findings, found.AcrossEnvironments(len(app.overlays))...)
	}
	return findings
}

// withContent are the clusters of an app, with what jobs depend on if one of them is named: then the app is made again.
func (a app) withContent(named map[sessioncluster.ID]bool) []sessioncluster.Cluster {
	if slices.ContainsFunc(a.sessions, func(c sessioncluster.Cluster) bool { return c.Content == nil && named[c.ID] }) {
		return a.render().sessions
	}
	return a.sessions
}
