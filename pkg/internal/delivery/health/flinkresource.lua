-- A FlinkDeployment or a FlinkSessionJob is healthy when the operator says that it is stable.
local status = obj.status or {}
local state = status.lifecycleState or ""
local message = status.error
if message == nil or message == "" then
  message = "The operator says " .. (state == "" and "nothing yet" or state)
end
if status.observedGeneration ~= nil and status.observedGeneration ~= obj.metadata.generation then
  return {status = "Progressing", message = "The operator has not seen the last change yet"}
end
if state == "FAILED" or state == "ROLLED_BACK" or status.jobManagerDeploymentStatus == "ERROR" then
  return {status = "Degraded", message = message}
end
if state == "STABLE" then
  return {status = "Healthy", message = message}
end
if state == "SUSPENDED" and obj.spec.job ~= nil and obj.spec.job.state == "suspended" then
  return {status = "Suspended", message = message}
end
return {status = "Progressing", message = message}
