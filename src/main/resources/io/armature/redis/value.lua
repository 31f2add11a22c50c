-- What the scripts share: the form of the values, and Redis's own time in microseconds.
-- A value is: format, kind, time, floor, tag; and the item, if it is a copy. The floor is when a read must have begun to fill.
-- Numbers are unsigned, of 8 bytes, the highest first; in two halves here, since Lua's numbers have 53 bits.
-- Kinds: 'M' marker whose writer may renew it, 'A' marker that nobody may renew, 'C' copy with a version, 'U' copy without.
local FORMAT = '\1'
local HEADER = 26

local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]

local function read(key)
  local head = redis.call('GETRANGE', key, 0, HEADER - 1)
  if #head == 0 then
    return {kind = '', time = 0, floor = 0}
  end
  if #head < HEADER or head:sub(1, 1) ~= FORMAT then
    return {kind = '?', time = 0, floor = 0}
  end
  local kind, timeHigh, timeLow, floorHigh, floorLow, tag = struct.unpack('>c1I4I4I4I4c8', head, 2)
  return {
    kind = kind,
    time = timeHigh * 4294967296 + timeLow,
    floor = floorHigh * 4294967296 + floorLow,
    tag = tag
  }
end

local function is_copy(value)
  return value.kind == 'C' or value.kind == 'U'
end

local function high(number)
  return math.floor(number / 4294967296)
end

local function low(number)
  return number % 4294967296
end

local function write(key, kind, time, floor, tag, item, expiry)
  local head = struct.pack('>c1c1I4I4I4I4c8', FORMAT, kind, high(time), low(time), high(floor), low(floor), tag)
  redis.call('SET', key, head .. item, 'PX', string.format('%.0f', math.ceil((expiry - now) / 1000)))
end
