-- Begins an epoch of a table. KEYS: the table. ARGV: tag, quiet time, maximum age of a read, time to live.
local tag, quiet, maxFillAge, timeToLive = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local old = read(KEYS[1])
local floor = math.max(old.floor, now + quiet)
-- It outlives every copy of a read that began before the floor.
write(KEYS[1], 'A', now, floor, tag, '', floor + maxFillAge + timeToLive)
return 1
