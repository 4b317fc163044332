package kdp

// metadata of an object that KDP makes.
func (a application) metadata(name string) tree { return tree{"name": name, "namespace": a.namespace} }

// monitor is what the trait bdos-monitor makes.
func (a application) monitor(kind, endpoints string, endpoint tree) tree {
	for key, value := range (tree{"scheme": "http", "interval": "30s", "scrapeTimeout": "10s", "filterRunning": true}) {
		endpoint[key] = value
	}
	metadata := a.metadata(a.namespace + "-" + a.name)
	metadata["labels"] = tree{"app": a.name, "release": "prometheus"}
	return tree{"apiVersion": "monitoring.coreos.com/v1", "kind": kind, "metadata": metadata, "spec": tree{
		endpoints:           list{endpoint},
		"selector":          tree{"matchLabels": tree{"app": a.name}},
		"namespaceSelector": tree{"matchNames": list{a.namespace}},
	}}
}

// ingress is what the trait bdos-ingress makes; nothing where KDP's context has no domain.
func (a application) ingress(settings tree, service string, port int64) tree {
	shared, _ := settings["ingress"].(tree)
	if shared == nil {
		return nil
	}
	host := a.name + "-" + a.namespace + "." + shared["domain"].(string)
	spec := tree{"rules": list{tree{"host": host, "http": tree{"paths": list{tree{
		"path": "/", "pathType": "ImplementationSpecific",
		"backend": tree{"service": tree{"name": service, "port": tree{"number": port}}},
	}}}}}}
	if secret := shared["tlsSecretName"]; secret != nil {
		spec["tls"] = list{tree{"hosts": list{host}, "secretName": secret}}
	}
	return tree{"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": a.metadata(a.name + "-ingress"), "spec": spec}
}
