package v1beta1

// Mode says who starts TaskManagers.
type Mode string

const (
	// ModeNative has the JobManager create TaskManager pods as jobs demand them.
	ModeNative Mode = "native"
	// ModeStandalone has the operator create a Deployment of TaskManagers.
	ModeStandalone Mode = "standalone"
)

// The names of the files that logConfiguration may hold.
const (
	// LogConfigLog4j configures Log4j 2.
	LogConfigLog4j = "log4j-console.properties"
	// LogConfigLogback configures Logback.
	LogConfigLogback = "logback-console.xml"
)

// JobState is the desired state of a job.
type JobState string

const (
	// JobStateRunning has the job run.
	JobStateRunning JobState = "running"
	// JobStateSuspended has the job stopped, its state kept as the upgrade mode says.
	JobStateSuspended JobState = "suspended"
)

// UpgradeMode says what becomes of a job's state in an upgrade.
type UpgradeMode string

const (
	// UpgradeModeStateless starts the job from an empty state.
	UpgradeModeStateless UpgradeMode = "stateless"
	// UpgradeModeSavepoint starts the job from a savepoint taken for the upgrade.
	UpgradeModeSavepoint UpgradeMode = "savepoint"
	// UpgradeModeLastState starts the job from its latest checkpoint.
	UpgradeModeLastState UpgradeMode = "last-state"
)

// LifecycleState is how far the operator has come with a resource.
type LifecycleState string

const (
	// LifecycleStateCreated says that the operator has not looked at the resource yet.
	LifecycleStateCreated LifecycleState = "CREATED"
	// LifecycleStateSuspended says that the job is suspended.
	LifecycleStateSuspended LifecycleState = "SUSPENDED"
	// LifecycleStateUpgrading says that a new spec is being deployed.
	LifecycleStateUpgrading LifecycleState = "UPGRADING"
	// LifecycleStateDeployed says that the spec is deployed but not known to be stable.
	LifecycleStateDeployed LifecycleState = "DEPLOYED"
	// LifecycleStateStable says that the deployed spec works; a session cluster's REST endpoint answers.
	LifecycleStateStable LifecycleState = "STABLE"
	// LifecycleStateRollingBack says that the last stable spec is being deployed again.
	LifecycleStateRollingBack LifecycleState = "ROLLING_BACK"
	// LifecycleStateRolledBack says that the last stable spec is deployed again.
	LifecycleStateRolledBack LifecycleState = "ROLLED_BACK"
	// LifecycleStateFailed says that the job has failed for good.
	LifecycleStateFailed LifecycleState = "FAILED"
	// LifecycleStateDeleting says that the resource is being deleted. Since 1.11.
	LifecycleStateDeleting LifecycleState = "DELETING"
	// LifecycleStateDeleted says that everything the operator made is gone. Since 1.11.
	LifecycleStateDeleted LifecycleState = "DELETED"
)

// JobManagerDeploymentStatus is the state of the JobManager's Deployment.
type JobManagerDeploymentStatus string

const (
	// JobManagerDeploymentReady says that the REST endpoint answers.
	JobManagerDeploymentReady JobManagerDeploymentStatus = "READY"
	// JobManagerDeploymentDeployedNotReady says that pods run, but the REST endpoint does not answer.
	JobManagerDeploymentDeployedNotReady JobManagerDeploymentStatus = "DEPLOYED_NOT_READY"
	// JobManagerDeploymentDeploying says that pods are being started.
	JobManagerDeploymentDeploying JobManagerDeploymentStatus = "DEPLOYING"
	// JobManagerDeploymentMissing says that there is no Deployment.
	JobManagerDeploymentMissing JobManagerDeploymentStatus = "MISSING"
	// JobManagerDeploymentError says that the Deployment cannot come up.
	JobManagerDeploymentError JobManagerDeploymentStatus = "ERROR"
)

// ReconciliationState is the state of the operator's last reconciliation.
type ReconciliationState string

const (
	// ReconciliationStateDeployed says that the last spec is deployed.
	ReconciliationStateDeployed ReconciliationState = "DEPLOYED"
	// ReconciliationStateUpgrading says that the last spec is being deployed.
	ReconciliationStateUpgrading ReconciliationState = "UPGRADING"
	// ReconciliationStateRollingBack says that the last stable spec is being deployed again.
	ReconciliationStateRollingBack ReconciliationState = "ROLLING_BACK"
	// ReconciliationStateRolledBack says that the last stable spec is deployed again.
	ReconciliationStateRolledBack ReconciliationState = "ROLLED_BACK"
)

// ConditionRunning is the one condition type the operator reports: a session cluster's JobManager is ready, an application's job
// runs. Since 1.15.
const ConditionRunning = "Running"
