package delivery

import (
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// checker collects findings about a delivery.
type checker struct {
	*check.Checker
	at    diagnostic.Path // of the delivery in its document
	known []string        // names of the environments
}

// Check checks a delivery. The path of its fields begins at delivery; known are the names of the environments of the workspace.
func Check(d *v1alpha1.Delivery, known []string, errorf check.Errorf) diagnostic.Findings {
	c := checker{&check.Checker{Errorf: errorf, Complete: true}, diagnostic.Path{}.Child("delivery"), known}
	if d.Path != "" && d.Path != "." && tree.CheckPath(path.Clean(d.Path)) != nil {
		c.Add(c.at.Child("path"), "must be a folder of the repository, such as platform/deploy, not %s", diagnostic.Quote(d.Path))
	}
	if d.NamePrefix != "" && !prefixPattern.MatchString(d.NamePrefix) {
		c.Add(c.at.Child("namePrefix"), "must be lower-case letters, digits and dashes that begin with a letter or digit, such as streaming-, not %s", diagnostic.Quote(d.NamePrefix))
	}
	switch {
	case d.ArgoCD != nil && d.Flux != nil:
		c.AddAs(diagnostic.RuleConflictingFields, c.at.Child("flux"), "must not be set beside argoCD: each would undo what the other does; remove one of them")
	case d.ArgoCD != nil:
		c.argoCD(d.ArgoCD, c.at.Child("argoCD"))
	case d.Flux != nil:
		c.flux(d.Flux, c.at.Child("flux"))
	default:
		c.AddAs(diagnostic.RuleRequiredField, c.at, "must have argoCD or flux")
	}
	return c.Findings
}

var prefixPattern = lazyregexp.New(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?-?$`)

func (c checker) argoCD(d *v1alpha1.ArgoCDDelivery, at diagnostic.Path) {
	c.repository(d.RepoURL, at.Child("repoURL"))
	c.AddErr(at.Child("namespace"), check.Optional(d.Namespace, check.NamespaceName))
	if d.Style != "" {
		check.OneOf(c.Checker, d.Style, at.Child("style"), v1alpha1.ArgoCDApplications, v1alpha1.ArgoCDApplicationSet)
	}
	c.argoCDSettings(d.ArgoCDSettings, at)
	environments(c, d.Environments, at.Child("environments"), func(e v1alpha1.ArgoCDEnvironment, at diagnostic.Path) {
		if e.Destination != nil {
			c.destination(*e.Destination, at.Child("destination"))
		}
		c.argoCDSettings(e.ArgoCDSettings, at)
	})
}

// repository checks the address of a Git repository: a URL, or user@host:path. Errors never repeat it, for it may have a password.
func (c checker) repository(address string, at diagnostic.Path) {
	const example = "https://git.example.com/platform/streaming.git"
	if !c.Require(address != "", at, example) {
		return
	}
	u, err := url.Parse(address)
	switch {
	case err == nil && (u.User != nil && (u.Scheme != "ssh" || hasPassword(u)) || u.RawQuery != ""):
		c.AddAs(diagnostic.RuleCredential, at, "must be an address without a user and a password: Argo CD has them in a Secret of its own")
	case err == nil && slices.Contains([]string{"https", "http", "ssh"}, u.Scheme) && u.Host != "" && !strings.ContainsFunc(address, check.Unprintable):
	case scpPattern.MatchString(address):
	default:
		c.Add(at, "must be the address of a Git repository, such as %s", example)
	}
}

func hasPassword(u *url.URL) bool {
	_, has := u.User.Password()
	return has
}

var (
	scpPattern      = lazyregexp.New(`^[a-zA-Z0-9._-]+@[a-zA-Z0-9.-]+:[a-zA-Z0-9._~/-]+$`)
	revisionPattern = lazyregexp.New(`^[a-zA-Z0-9^~>=<*][a-zA-Z0-9._/^~>=<* -]*$`)
)

func (c checker) destination(d v1alpha1.ArgoCDDestination, at diagnostic.Path) {
	switch {
	case d.Server == "" && d.Name == "":
		c.AddAs(diagnostic.RuleRequiredField, at, "must have server or name")
	case d.Server != "" && d.Name != "":
		c.AddAs(diagnostic.RuleConflictingFields, at.Child("name"), "must not be set beside server: both say which cluster it is")
	case d.Server != "":
		if u, err := url.Parse(d.Server); err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
			c.Add(at.Child("server"), "must be the address of an API server, such as %s, without a user", defaultServer)
		}
	case strings.ContainsFunc(d.Name, check.Unprintable):
		c.Add(at.Child("name"), "must be the name of a cluster in Argo CD, such as in-cluster, not %s", diagnostic.Quote(d.Name))
	}
}

func (c checker) argoCDSettings(s v1alpha1.ArgoCDSettings, at diagnostic.Path) {
	if s.TargetRevision != "" && !revisionPattern.MatchString(s.TargetRevision) {
		c.Add(at.Child("targetRevision"), "must be a branch, tag or commit, such as main, not %s", diagnostic.Quote(s.TargetRevision))
	}
	c.AddErr(at.Child("project"), check.Optional(s.Project, check.ObjectName))
	c.AtLeast(0, s.RetryLimit, at.Child("retryLimit"))
}

func (c checker) flux(d *v1alpha1.FluxDelivery, at diagnostic.Path) {
	if d.Version != "" && !versionPattern.MatchString(d.Version) {
		c.AddAs(diagnostic.RuleUnsupportedVersion, at.Child("version"), "must be a minor release of Flux 2, such as 2.4, not %s", diagnostic.Quote(d.Version))
	}
	c.AddErr(at.Child("namespace"), check.Optional(d.Namespace, check.NamespaceName))
	c.source(d.SourceRef, at.Child("sourceRef"))
	c.fluxSettings(d, d.FluxSettings, at)
	environments(c, d.Environments, at.Child("environments"), func(e v1alpha1.FluxEnvironment, at diagnostic.Path) {
		if e.SourceRef != nil {
			c.source(*e.SourceRef, at.Child("sourceRef"))
		}
		c.fluxSettings(d, e.FluxSettings, at)
	})
}

var versionPattern = lazyregexp.New(`^2\.(0|[1-9][0-9]{0,2})$`)

// since2_5 reports whether a release of Flux, of which none is the newest, has healthCheckExprs and deletionPolicy.
func since2_5(version string) bool {
	_, minor, _ := strings.Cut(version, ".")
	n, err := strconv.Atoi(minor)
	return err != nil || n >= 5
}

func (c checker) source(s v1alpha1.FluxSource, at diagnostic.Path) {
	if s.Kind != "" {
		check.OneOf(c.Checker, s.Kind, at.Child("kind"), v1alpha1.FluxGitRepository, v1alpha1.FluxOCIRepository, v1alpha1.FluxBucket)
	}
	if c.Require(s.Name != "", at.Child("name"), "flux-system") {
		c.AddErr(at.Child("name"), check.ObjectName(s.Name))
	}
	c.AddErr(at.Child("namespace"), check.Optional(s.Namespace, check.NamespaceName))
}

func (c checker) fluxSettings(d *v1alpha1.FluxDelivery, s v1alpha1.FluxSettings, at diagnostic.Path) {
	c.AddErr(at.Child("interval"), check.Optional(s.Interval, duration))
	c.AddErr(at.Child("retryInterval"), check.Optional(s.RetryInterval, duration))
	c.AddErr(at.Child("timeout"), check.Optional(s.Timeout, duration))
	c.AddErr(at.Child("serviceAccountName"), check.Optional(s.ServiceAccountName, check.ObjectName))
	if check.IsTrue(s.Prune) && !since2_5(d.Version) {
		c.AddAs(diagnostic.RuleUnsupportedVersion, at.Child("prune"),
			"needs Flux 2.5, not %s, which deletes all that an app has, with the state of its jobs, when its Kustomization goes", d.Version)
	}
}

var durationPattern = lazyregexp.New(`^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$`)

// duration checks a time as Flux writes it.
func duration(value string) error {
	if parsed, err := time.ParseDuration(value); err != nil || parsed <= 0 || !durationPattern.MatchString(value) {
		return fmt.Errorf("must be a time such as 10m or 1h30m, not %s", diagnostic.Quote(value))
	}
	return nil
}

// environments checks what a delivery says of each of its environments.
func environments[T any](c checker, all map[string]T, at diagnostic.Path, each func(T, diagnostic.Path)) {
	if len(all) == 0 {
		c.AddAs(diagnostic.RuleRequiredField, at, "must name the environments that are delivered, such as {prod: {}}")
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !slices.Contains(c.known, name) {
			c.AddAs(diagnostic.RuleUnknownReference, at.Child(name), "%s", unknown(name, c.known))
		}
		each(all[name], at.Child(name))
	}
}

func unknown(name string, known []string) string {
	message := fmt.Sprintf("there is no Environment %s", diagnostic.Quote(name))
	if near := diagnostic.Suggest(name, known); near != "" {
		return message + ": did you mean " + diagnostic.Quote(near) + "?"
	}
	if len(known) == 0 {
		return message + ": the workspace has none"
	}
	return message + ": there is " + strings.Join(known, ", ")
}

// CheckNames checks the names of the objects, which the names of apps and environments make.
func (t Tree) CheckNames(errorf check.Errorf) diagnostic.Findings {
	c := &check.Checker{Errorf: errorf}
	tool, kind := "flux", "Kustomization"
	if t.Spec.ArgoCD != nil {
		tool, kind = "argoCD", "Application"
	}
	first := map[string]string{} // what an object of a name delivers
	for _, e := range t.delivered() {
		at := diagnostic.Path{}.Child("delivery", tool, "environments", e.Name)
		for _, u := range append([]unit{{name: t.rootName(e.Name), path: t.path(Folder, e.Name)}}, t.units(e)...) {
			if len(u.name) > validation.LabelValueMaxLength {
				c.Add(at, "gives %s the %s %s of %d characters, and %d are the most that its label on every object can have: shorten namePrefix, or the name of the app",
					u.path, kind, u.name, len(u.name), validation.LabelValueMaxLength)
			}
			if other, taken := first[u.name]; taken {
				c.AddAs(diagnostic.RuleDuplicateName, at, "gives %s the %s %s, which %s has too: rename one of them", u.path, kind, u.name, other)
				continue
			}
			first[u.name] = u.path
		}
	}
	return c.Findings
}
