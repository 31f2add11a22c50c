-- Stores what a read found. KEYS: the item. ARGV: when the read began, kind, tag, item, maximum age of a read, time to live.
local readAt, kind, tag, item = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local maxFillAge, timeToLive = tonumber(ARGV[5]), tonumber(ARGV[6])
local old = read(KEYS[1])

if old.kind == '?' then
  return 0
end

if kind == 'A' then
  local time = math.min(readAt, now)
  if is_marker(old) and old.time >= time then
    return 1
  end
  local notBefore = math.max(old.notBefore, time)
  write(KEYS[1], kind, time, notBefore, tag, '', math.max(now + timeToLive, notBefore + maxFillAge))
  return 1
end

-- A read that began later than now was timed by another clock: its age could not be told.
if readAt > now or now - readAt > maxFillAge or readAt < old.notBefore then
  return 0
end

if is_copy(old) then
  if kind == 'C' and old.kind == 'C' and tag ~= old.tag then
    local newHigh, newLow = struct.unpack('>I4I4', tag)
    local oldHigh, oldLow = struct.unpack('>I4I4', old.tag)
    if newHigh < oldHigh or (newHigh == oldHigh and newLow < oldLow) then
      return 0
    end
  elseif readAt < old.time then
    return 0
  end
end

if readAt + timeToLive <= now then
  return 0
end
-- What is refused because of an earlier marker stays refused: the copy inherits the marker's bound, and lives as long as it counts.
write(KEYS[1], kind, readAt, old.notBefore, tag, item, math.max(readAt + timeToLive, old.notBefore + maxFillAge))
return 1
