package v1alpha1

// on reports whether a feature is on: present, and not switched off.
func on(enabled *bool) bool { return enabled == nil || *enabled }

// On reports whether the defaults of checkpointing are set.
func (c *Checkpoints) On() bool { return c != nil && on(c.Enabled) }

// On reports whether the operator scales the job.
func (a *Autoscaler) On() bool { return a != nil && on(a.Enabled) }

// On reports whether the operator looks after the health of the cluster.
func (h *HealthCheck) On() bool { return h != nil && on(h.Enabled) }

// On reports whether the operator goes back to the last spec.
func (r *Rollback) On() bool { return r != nil && on(r.Enabled) }

// On reports whether Hive's client configuration is mounted.
func (h *Hive) On() bool { return h != nil && on(h.Enabled) }

// On reports whether Flink logs in with Kerberos.
func (k *Kerberos) On() bool { return k != nil && on(k.Enabled) }

// On reports whether ZooKeeper asks for a login.
func (s *EnvironmentZooKeeperSASL) On() bool { return s != nil && on(s.Enabled) }

// On reports whether Prometheus may scrape the session.
func (m *Metrics) On() bool { return m != nil && on(m.Enabled) }

// On reports whether the web UI is reachable from outside.
func (w *WebUI) On() bool { return w != nil && on(w.Enabled) }

// BelowPath reports whether the web UI answers below a path of its host, and not at all of it.
func (w *WebUI) BelowPath() bool { return w != nil && w.Path != "" && w.Path != "/" }

// On reports whether there is a budget.
func (b *PodDisruptionBudget) On() bool { return b != nil && on(b.Enabled) }

// On reports whether the JobManagers are spread.
func (s *TopologySpread) On() bool { return s != nil && on(s.Enabled) }

// On reports whether the schema is created.
func (s *StreamParkSchema) On() bool { return s != nil && on(s.Enabled) }

// On reports whether sessions are registered.
func (r *StreamParkRegistration) On() bool { return r != nil && on(r.Enabled) }

// On reports whether StreamPark is reachable from outside.
func (i *StreamParkIngress) On() bool { return i != nil && on(i.Enabled) }

// On reports whether users of a directory may log in.
func (l *StreamParkLDAP) On() bool { return l != nil && on(l.Enabled) }

// On reports whether StreamPark logs in to Hadoop.
func (k *StreamParkKerberos) On() bool { return k != nil && on(k.Enabled) }

// On reports whether Hadoop's client configuration is mounted.
func (h *StreamParkHadoop) On() bool { return h != nil && on(h.Enabled) }

// On reports whether StreamPark may use the API of Kubernetes.
func (k *StreamParkKubernetes) On() bool { return k != nil && on(k.Enabled) }

// On reports whether there is a NetworkPolicy.
func (n *StreamParkNetworkPolicy) On() bool { return n != nil && on(n.Enabled) }

// On reports whether Prometheus may scrape StreamPark.
func (m *StreamParkMetrics) On() bool { return m != nil && on(m.Enabled) }

// On reports whether connections are encrypted.
func (t *TLS) On() bool { return t != nil && on(t.Enabled) }

// On reports whether there is a SQL Gateway.
func (g *SQLGateway) On() bool { return g != nil && on(g.Enabled) }
