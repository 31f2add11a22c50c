-- Replaces a marker by what its writer wrote. KEYS: the item. ARGV: tag of the marker, kind, tag of the copy, item, quiet time,
-- maximum age of a read, time to live.
local token, kind, tag, item = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local quiet, maxFillAge, timeToLive = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local old = read(KEYS[1])

if old.kind ~= 'M' or old.tag ~= token then
  return 0
end

-- A renewal of long ago, which ran only when Redis woke.
if old.time > now or now - old.time > maxFillAge then
  return 0
end

local floor = math.max(old.floor, now + quiet)
write(KEYS[1], kind, old.time, floor, tag, item, old.time + timeToLive)
return 1
