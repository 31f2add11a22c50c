-- Stores what a read found. KEYS: the item. ARGV: when the read began, kind, tag, item, maximum age of a read, time to live.
local readAt, kind, tag, item = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local maxFillAge, timeToLive = tonumber(ARGV[5]), tonumber(ARGV[6])
local old = read(KEYS[1])

-- What is of another format may say something that this script does not understand.
if old.kind == '?' then
  return 0
end

-- A read that began later than now was timed by another clock: its age could not be told.
if readAt > now or now - readAt > maxFillAge or readAt < old.floor then
  return 0
end

if is_copy(old) and readAt < old.time then
  return 0
end

if old.kind == 'C' and kind == 'C' then
  local newHigh, newLow = struct.unpack('>I4I4', tag)
  local oldHigh, oldLow = struct.unpack('>I4I4', old.tag)
  if newHigh < oldHigh or (newHigh == oldHigh and newLow < oldLow) then
    return 0
  end
end

write(KEYS[1], kind, readAt, readAt, tag, item, readAt + timeToLive)
return 1
