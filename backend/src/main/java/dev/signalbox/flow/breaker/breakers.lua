#!lua name=signalbox_breakers

-- How breakers stand, for all hubs. What a breaker becomes is decided by hubs; here only one of them gets its way.

local function is(key, wanted)
  local t = redis.call('TYPE', key)['ok']
  return t == 'none' or t == wanted
end

-- KEYS: breakers   ARGV: target, how it stood ('' for not there), how it is to stand ('' for gone)
-- Reply: 1, or 0 when it stands otherwise; and how it stands
local function swap(keys, args)
  if #keys ~= 1 or #args ~= 3 or args[1] == '' then return redis.error_reply('BADARGS breakers; target, before, after') end
  if not is(keys[1], 'hash') then return redis.error_reply('BADTYPE ' .. keys[1]) end
  local stands = redis.call('HGET', keys[1], args[1]) or ''
  if stands ~= args[2] then return { 0, stands } end
  if args[3] == '' then
    redis.call('HDEL', keys[1], args[1])
  else
    redis.call('HSET', keys[1], args[1], args[3])
  end
  return { 1, args[3] }
end

-- A breaker must open even when Redis is full: it takes a few bytes of each target, once.
redis.register_function { function_name = 'sb_breaker_swap', callback = swap, flags = { 'allow-oom' } }
