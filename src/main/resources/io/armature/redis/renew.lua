-- Replaces a marker by what its writer wrote. KEYS: the item. ARGV: tag of the marker, kind, tag of the copy, item, maximum age
-- of a read, time to live.
local token, kind, tag, item = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local maxFillAge, timeToLive = tonumber(ARGV[5]), tonumber(ARGV[6])
local old = read(KEYS[1])

if old.kind ~= 'M' or old.tag ~= token then
  return 0
end
if old.time > now or now - old.time > maxFillAge or old.time + timeToLive <= now then
  return 0
end
write(KEYS[1], kind, old.time, old.notBefore, tag, item, math.max(old.time + timeToLive, old.notBefore + maxFillAge))
return 1
