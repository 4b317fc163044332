package generate_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

// Whatever two environments change of a random console, kustomize builds what they ask for, with every variable in its
// place: one that takes another must stand behind it.
func TestRandomConsolesBuildWhatTheyAskFor(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 15
	}
	buildWhatTheyAskFor(t, rounds, 2, func(r *rand.Rand) generate.Input {
		spec := randomConsole(t, r)
		spec.Version = pick(r, "2.1.2", "2.1.3", "2.1.4", "2.1.5", "2.1.6")
		spec.Image = "streampark:mine"
		spec.Administrator = &v1alpha1.StreamParkAdministrator{SecretName: "admin"}
		spec.Environments = map[string]v1alpha1.StreamParkSpec{"dev": randomConsole(t, r), "prod": randomConsole(t, r)}
		input := generate.Input{
			Specs:        []v1alpha1.Spec{&v1alpha1.StreamPark{Metadata: v1alpha1.Metadata{Name: "console"}, Spec: spec}},
			Environments: []*v1alpha1.Environment{randomPlace("dev", r), randomPlace("prod", r)},
		}
		for i := range r.IntN(3) {
			input.Specs = append(input.Specs, randomSession(fmt.Sprintf("session-%d", i), r))
		}
		return input
	})
}

// randomConsole sets each field or leaves it out. All of its values are valid by themselves.
func randomConsole(t *testing.T, r *rand.Rand) v1alpha1.StreamParkSpec {
	maybe := func() bool { return r.IntN(2) == 0 }
	spec := v1alpha1.StreamParkSpec{
		Database: &v1alpha1.StreamParkDatabase{Type: pick(r, v1alpha1.StreamParkDatabaseMySQL, v1alpha1.StreamParkDatabasePostgreSQL)},
		Env:      map[string]*v1alpha1.EnvVar{},
	}
	if spec.Database.Type == v1alpha1.StreamParkDatabaseMySQL {
		spec.Database.Driver = randomDriver(r)
	}
	if maybe() {
		spec.Database.Name = pick(r, "streampark", "{environment}_streampark")
	}
	if maybe() {
		spec.Memory, spec.CPU, spec.CPULimit = pick(r, "2Gi", "4Gi"), pick(r, "1", "500m"), pick(r, "", "2")
	}
	if maybe() {
		spec.TimeZone = pick(r, "Europe/Berlin", "Asia/Shanghai")
	}
	if maybe() {
		spec.Temp = &v1alpha1.StreamParkTemp{StreamParkVolume: v1alpha1.StreamParkVolume{Size: pick(r, "1Gi", "20Gi")}}
	}
	if maybe() {
		spec.Service = &v1alpha1.StreamParkService{Type: pick(r, v1alpha1.StreamParkServiceClusterIP, v1alpha1.StreamParkServiceNodePort), Port: new(pick(r, int32(80), int32(10000)))}
	}
	if maybe() {
		spec.Ingress = &v1alpha1.StreamParkIngress{Enabled: new(maybe()), Annotations: map[string]*string{"example.com/owner": new(pick(r, "data", "yes", "- a\n- b"))}}
	}
	if maybe() {
		spec.LDAP = &v1alpha1.StreamParkLDAP{Enabled: new(maybe()), URL: pick(r, "ldap://ldap:389", "ldaps://ldap"), BaseDN: "dc=example", SecretName: "ldap"}
	}
	if maybe() {
		spec.Hadoop = &v1alpha1.StreamParkHadoop{Enabled: new(maybe())}
	}
	if maybe() {
		spec.Kerberos = &v1alpha1.StreamParkKerberos{Enabled: new(maybe())}
	}
	if maybe() {
		spec.Kubernetes = &v1alpha1.StreamParkKubernetes{Enabled: new(maybe())}
	}
	if maybe() {
		spec.NetworkPolicy = &v1alpha1.StreamParkNetworkPolicy{Enabled: new(maybe()), EgressPorts: []int32{443, 8000 + int32(r.IntN(3))}}
	}
	if maybe() {
		spec.Schema = &v1alpha1.StreamParkSchema{Enabled: new(maybe()), ClientImage: pick(r, "", "client:1")}
	}
	if r.IntN(4) == 0 {
		spec.Registration = &v1alpha1.StreamParkRegistration{Enabled: new(maybe())}
	}
	for _, name := range []string{"ALPHA", "TZ_OF_LOGS", "ZULU"} {
		switch r.IntN(4) {
		case 0:
			spec.Env[name] = &v1alpha1.EnvVar{Value: pick(r, "a", "true", "$(TZ)", " - x\ny")}
		case 1:
			spec.Env[name] = &v1alpha1.EnvVar{SecretName: "own", Key: "key"}
		}
	}
	if maybe() {
		spec.Configuration = map[string]*string{"server.session.ttl": new(pick(r, "1h", "12h")), "logging.level.root": pick(r, nil, new("debug"))}
	}
	if maybe() {
		spec.ImagePullPolicy = pick(r, corev1.PullAlways, corev1.PullIfNotPresent)
	}
	if maybe() {
		spec.PodTemplate = randomPodTemplate(t, r)
	}
	return spec
}

func randomDriver(r *rand.Rand) *v1alpha1.StreamParkDriver {
	switch r.IntN(4) {
	case 0:
		return &v1alpha1.StreamParkDriver{Type: v1alpha1.StreamParkDriverInitContainer,
			InitContainer: &v1alpha1.StreamParkDriverImageFile{Image: "drivers:1", Path: "/drivers/mysql.jar"}}
	case 1:
		return &v1alpha1.StreamParkDriver{Type: v1alpha1.StreamParkDriverURL, URL: &v1alpha1.StreamParkDriverAddress{
			Address: "https://repository.example.com/mysql.jar", SHA256: "d77962877d010777cff997015da90ee689f0f4bb76848340e1488f2b83332af5"}}
	case 2:
		return &v1alpha1.StreamParkDriver{Type: v1alpha1.StreamParkDriverVolume,
			Volume: &v1alpha1.StreamParkDriverClaim{ClaimName: "drivers", Path: pick(r, "mysql.jar", "jdbc/mysql.jar")}}
	}
	return &v1alpha1.StreamParkDriver{Type: v1alpha1.StreamParkDriverImage}
}

// randomSession is one that some StreamParks take, or none does.
func randomSession(name string, r *rand.Rand) *v1alpha1.FlinkSession {
	version := pick(r, "1.18.1", "1.20.3", "2.0.0")
	return &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: name}, Spec: v1alpha1.FlinkSessionSpec{
		Cluster: v1alpha1.Cluster{
			FlinkVersion: version,
			Image:        "flink:" + version + pick(r, "", "-java17"),
			JobManager:   &v1alpha1.JobManager{Memory: "2Gi"},
			TaskManager:  &v1alpha1.TaskManager{Memory: "4Gi"},
		},
		Environments: map[string]v1alpha1.FlinkSessionSpec{pick(r, "dev", "prod"): {}},
	}}
}

// randomPlace has every fact that a StreamPark may need, some of them different from environment to environment.
func randomPlace(name string, r *rand.Rand) *v1alpha1.Environment {
	environment := randomEnvironment(name, r)
	environment.Spec.OperatorVersion = "1.15" // which runs every Flink of randomSession
	environment.Spec.MySQL, environment.Spec.PostgreSQL = randomServer(r), randomServer(r)
	environment.Spec.Kerberos = &v1alpha1.EnvironmentKerberos{Principal: "streampark@EXAMPLE.COM", KeytabSecretName: "keytab"}
	return environment
}

func randomServer(r *rand.Rand) *v1alpha1.EnvironmentDatabase {
	if r.IntN(2) == 0 {
		return &v1alpha1.EnvironmentDatabase{ConfigMapName: "setting", SecretName: "secret"}
	}
	return &v1alpha1.EnvironmentDatabase{Host: pick(r, "database", "database.example.com"), Port: pick(r, nil, new(int32(6033))), SecretName: "secret"}
}
