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

// On tells whether the JobManagers have a budget.
func (b *PodDisruptionBudget) On() bool { return b != nil && on(b.Enabled) }
