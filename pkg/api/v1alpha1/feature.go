package v1alpha1

// on tells whether a feature is on: present, and not switched off.
func on(enabled *bool) bool { return enabled == nil || *enabled }

// On tells whether the defaults of checkpointing are set.
func (c *Checkpoints) On() bool { return c != nil && on(c.Enabled) }

// On tells whether Hive's client configuration is mounted.
func (h *Hive) On() bool { return h != nil && on(h.Enabled) }

// On tells whether Flink logs in with Kerberos.
func (k *Kerberos) On() bool { return k != nil && on(k.Enabled) }

// On tells whether ZooKeeper asks for a login.
func (s *EnvironmentZooKeeperSASL) On() bool { return s != nil && on(s.Enabled) }

// On tells whether Prometheus may scrape the session.
func (m *Metrics) On() bool { return m != nil && on(m.Enabled) }

// On tells whether the web UI is reachable from outside.
func (w *WebUI) On() bool { return w != nil && on(w.Enabled) }

// BelowPath reports whether the web UI answers below a path of its host, and not at all of it.
func (w *WebUI) BelowPath() bool { return w != nil && w.Path != "" && w.Path != "/" }

// On tells whether the JobManagers have a budget.
func (b *PodDisruptionBudget) On() bool { return b != nil && on(b.Enabled) }

// On reports whether the JobManagers are spread.
func (s *TopologySpread) On() bool { return s != nil && on(s.Enabled) }

// On tells whether the schema is created.
func (s *StreamParkSchema) On() bool { return s != nil && on(s.Enabled) }

// On tells whether sessions are registered.
func (r *StreamParkRegistration) On() bool { return r != nil && on(r.Enabled) }

// On tells whether the console is reachable from outside.
func (i *StreamParkIngress) On() bool { return i != nil && on(i.Enabled) }

// On tells whether users of a directory may log in.
func (l *StreamParkLDAP) On() bool { return l != nil && on(l.Enabled) }

// On tells whether the console logs in to Hadoop.
func (k *StreamParkKerberos) On() bool { return k != nil && on(k.Enabled) }

// On tells whether Hadoop's client configuration is mounted.
func (h *StreamParkHadoop) On() bool { return h != nil && on(h.Enabled) }

// On tells whether the console may use the API of Kubernetes.
func (k *StreamParkKubernetes) On() bool { return k != nil && on(k.Enabled) }

// On tells whether there is a NetworkPolicy.
func (n *StreamParkNetworkPolicy) On() bool { return n != nil && on(n.Enabled) }

// On tells whether Prometheus may scrape the console.
func (m *StreamParkMetrics) On() bool { return m != nil && on(m.Enabled) }
