// Package streampark makes drafts of StreamPark as its Helm chart installs it (charts of 2.1.2 to 2.1.6), or as people run it by hand
// like that: a Deployment, its Service and Ingress, the ConfigMap with its configuration, its account and its volumes.
//
// It keeps what users see, the database and the volumes. A password in the configuration becomes a reference to a Secret, of which the
// report says which keys it must have.
package streampark
