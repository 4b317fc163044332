-- An Application is as healthy as what it delivers, so that a sync wave waits for that.
local health = obj.status ~= nil and obj.status.health or nil
if health == nil or health.status == nil then
  return {status = "Progressing", message = "Argo CD has not looked at it yet"}
end
if health.status == "Suspended" then
  -- A job is suspended because its spec says so. No wave comes to its end with an Application that is not healthy.
  return {status = "Healthy", message = "What it delivers is suspended"}
end
return {status = health.status, message = health.message or ""}
