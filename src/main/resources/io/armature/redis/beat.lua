-- Takes note of an instance. KEYS: the instances, by the time of their last heartbeat. ARGV: the instance, and after how long one
-- is gone, in microseconds. Returns the time in microseconds, and how many there are.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('PEXPIRE', KEYS[1], math.ceil(ARGV[2] / 1000))
return {now, redis.call('ZCARD', KEYS[1])}
