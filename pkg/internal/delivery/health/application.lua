-- An Application is as healthy as what it delivers, so that a sync wave waits for that.
local health = obj.status ~= nil and obj.status.health or nil
if health == nil or health.status == nil then
  return {status = "Progressing", message = "Argo CD has not looked at it yet"}
end
return {status = health.status, message = health.message or ""}
