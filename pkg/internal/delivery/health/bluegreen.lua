-- A FlinkBlueGreenDeployment is healthy when one of its two clusters is active, and no change is under way.
local state = obj.status ~= nil and obj.status.blueGreenState or ""
if state == "ACTIVE_BLUE" or state == "ACTIVE_GREEN" then
  return {status = "Healthy", message = "The operator says " .. state}
end
return {status = "Progressing", message = "The operator says " .. (state == "" and "nothing yet" or state)}
