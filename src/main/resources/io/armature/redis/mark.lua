-- Marks items as written now. KEYS: the items. ARGV: when the command was sent, 0 if that is not known; the delay beyond which
-- a marker is too late to be renewed; tag; quiet time; maximum age of a read; time to live.
local sentAt, maxDelay, tag = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local quiet, maxFillAge, timeToLive = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])

-- A marker that came late may stand after another one's write, of which its writer knows nothing.
local kind = 'M'
if sentAt > now or now - sentAt > maxDelay then
  kind = 'A'
end

for _, key in ipairs(KEYS) do
  local old = read(key)
  -- Redis's clock may have been set back since.
  local floor = math.max(old.floor, now + quiet)
  -- It lives as long as the copies that it guards against, and as long as reads may be late that it refuses.
  write(key, kind, now, floor, tag, '', math.max(now + timeToLive, floor + maxFillAge))
end
return 1
