package impact

import "github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"

// kind is what is known of the objects of a kind.
type kind struct {
	change  func(*change)        // an object that stays, with other content
	create  func(*change)        // a new one; nil where nothing but its coming is to be told
	remove  func(*change)        // one that is deleted, or replaced by the new one; nil likewise
	rehash  func(*change) string // one whose name has another hash of its content; nil where that is a rename like others
	upgrade func(*change)        // one that stays, under another release of the operator
}

var kinds map[kindID]kind

func init() { // the functions look at kinds themselves
	flink := v1beta1.GroupVersion.Group
	kinds = map[kindID]kind{
		{flink, v1beta1.KindFlinkDeployment}:          {change: changeFlinkDeployment, remove: removeFlinkDeployment, upgrade: operatorUpgrade},
		{flink, v1beta1.KindFlinkSessionJob}:          {change: changeSessionJob, remove: removeSessionJob, upgrade: operatorUpgrade},
		{flink, v1beta1.KindFlinkBlueGreenDeployment}: {change: changeBlueGreen, remove: removeBlueGreen},
		{flink, v1beta1.KindFlinkStateSnapshot}:       {change: changeSnapshot, create: createSnapshot, remove: removeSnapshot},

		{"apps", "Deployment"}:  {change: changeDeployment, remove: removeDeployment},
		{"apps", "StatefulSet"}: {change: changeStatefulSet, remove: removeStatefulSet},
		{"apps", "DaemonSet"}:   {change: changeDaemonSet},
		{"batch", "Job"}:        {change: changeJob, create: createJob, rehash: rehashJob},
		{"batch", "CronJob"}:    {change: changeCronJob},

		{"", "PersistentVolumeClaim"}: {change: changeClaim, remove: removeClaim},
		{"", "ConfigMap"}:             {change: changeConfigMap, remove: removeMounted, rehash: rehashMounted},
		{"", "Secret"}:                {change: changeSecret, remove: removeMounted, rehash: rehashMounted},
		{"", "Service"}:               {change: changeService, remove: removeService},
		{"", "ServiceAccount"}:        {change: changeInPlace, remove: removeRights},
		{"", "Namespace"}:             {change: changeInPlace, remove: removeNamespace},

		{"networking.k8s.io", "Ingress"}:       {change: changeIngress, remove: removeIngress},
		{"networking.k8s.io", "NetworkPolicy"}: {change: changeNetworkPolicy, create: createNetworkPolicy, remove: removeNetworkPolicy},

		{"traefik.io", "Middleware"}: {change: changeMiddleware, remove: removeMiddleware},

		{"rbac.authorization.k8s.io", "Role"}:               {change: changeRole, remove: removeRights},
		{"rbac.authorization.k8s.io", "ClusterRole"}:        {change: changeRole, remove: removeRights},
		{"rbac.authorization.k8s.io", "RoleBinding"}:        {change: changeRoleBinding, remove: removeRights},
		{"rbac.authorization.k8s.io", "ClusterRoleBinding"}: {change: changeRoleBinding, remove: removeRights},

		{"policy", "PodDisruptionBudget"}:              {change: changeDisruptionBudget, remove: removeDisruptionBudget},
		{"", "ResourceQuota"}:                          {change: changeQuota, create: createQuota, remove: removeQuota},
		{"", "LimitRange"}:                             {change: changeLimitRange, create: createQuota, remove: removeLimitRange},
		{"helm.toolkit.fluxcd.io", "HelmRelease"}:      {change: changeHelmRelease, remove: removeHelmRelease},
		{"source.toolkit.fluxcd.io", "HelmRepository"}: {change: changeInPlace},
		{"argoproj.io", "Application"}:                 {change: changeArgoApplication, remove: removeArgoApplication},
		{"monitoring.coreos.com", "PodMonitor"}:        {change: changeMonitor, remove: removeMonitor},
		{"monitoring.coreos.com", "ServiceMonitor"}:    {change: changeMonitor, remove: removeMonitor},
		{"monitoring.coreos.com", "PrometheusRule"}:    {change: changeInPlace},
	}
}

// changeInPlace is of kinds that nothing restarts for.
func changeInPlace(c *change) {
	c.metadata()
	c.each(func(leaf) (Class, string) { return InPlace, "" })
}
