package resolve

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// DatabaseServer is where the environment says the server of the console's database is; nil without one.
func (p *StreamPark) DatabaseServer() *v1alpha1.EnvironmentDatabase {
	if p.Spec.Database == nil {
		return nil
	}
	switch p.Spec.Database.Type {
	case v1alpha1.StreamParkDatabaseMySQL:
		return p.Facts.MySQL
	case v1alpha1.StreamParkDatabasePostgreSQL:
		return p.Facts.PostgreSQL
	}
	return nil
}

// SSLParameter is the parameter of the JDBC URL that says whether the server must have TLS.
func SSLParameter(database v1alpha1.StreamParkDatabaseType) string {
	if database == v1alpha1.StreamParkDatabasePostgreSQL {
		return "sslmode"
	}
	return "sslMode"
}

// SSLMode is what the parameters of the URL say of TLS to the server; empty where they say nothing.
func (p *StreamPark) SSLMode() string {
	if mode := p.Spec.Database.Parameters[SSLParameter(p.Spec.Database.Type)]; mode != nil {
		return *mode
	}
	return ""
}

// DatabaseName is the name of the console's database on its server. It reports false while one of both is not known.
func (p *StreamPark) DatabaseName() (string, bool) {
	if p.DatabaseServer() == nil {
		return "", false
	}
	name, ok, _ := p.Expand(p.Spec.Database.Name, nil)
	return strings.ReplaceAll(name, "-", "_"), ok
}

// defaultDatabaseName is as the documentation of the field says.
const defaultDatabaseName = "{namespace}_{name}"

// maxDatabaseName is PostgreSQL's limit; MySQL's is one more.
const maxDatabaseName = 63

// DatabaseNameErrors are about a name that cannot be told, or is longer than the server takes.
func (p *StreamPark) DatabaseNameErrors() diagnostic.Findings {
	if p.DatabaseServer() == nil {
		return nil
	}
	field := diagnostic.Path{}.Child("database", "name")
	_, _, errs := p.Expand(p.Spec.Database.Name, field)
	if name, ok := p.DatabaseName(); ok && len(name) > maxDatabaseName {
		wrong := "must be"
		if p.Spec.Database.Name == defaultDatabaseName {
			wrong = "must be set, since the default must be"
		}
		errs = append(errs, p.Errorf(field, "%s a name of at most %d characters, not %d as in %s", wrong, maxDatabaseName, len(name), diagnostic.Quote(name)))
	}
	return errs
}
