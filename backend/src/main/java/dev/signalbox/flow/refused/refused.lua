#!lua name=signalbox_refused

-- Messages that were no events, of one source: kept within bounds, known by an id, in the order of their coming. Checks
-- first, writes last.

local function is(key, wanted)
  local t = redis.call('TYPE', key)['ok']
  return t == 'none' or t == wanted
end

local function wrong(keys)
  if #keys ~= 3 then return redis.error_reply('BADARGS messages, order, sizes') end
  if not is(keys[1], 'hash') then return redis.error_reply('BADTYPE ' .. keys[1]) end
  if not is(keys[2], 'zset') then return redis.error_reply('BADTYPE ' .. keys[2]) end
  if not is(keys[3], 'hash') then return redis.error_reply('BADTYPE ' .. keys[3]) end
end

-- One that is kept already keeps its place and gets the new text. The first one always has room.
-- KEYS: messages, their order, sizes   ARGV: source, id, message, most messages, most bytes
-- Reply: 1, or 0 when there is no room
local function keep(keys, args)
  local most, room = tonumber(args[4] or ''), tonumber(args[5] or '')
  if not most or not room then return redis.error_reply('BADARGS source, id, message, most messages, most bytes') end
  local bad = wrong(keys)
  if bad then return bad end
  local before, count = redis.call('HGET', keys[1], args[2]), redis.call('HLEN', keys[1])
  local bytes, more = tonumber(redis.call('HGET', keys[3], 'bytes:' .. args[1]) or '0'), #args[3] - (before and #before or 0)
  if not before and count > 0 and (count >= most or bytes + more > room) then return 0 end
  redis.call('HSET', keys[1], args[2], args[3])
  if not before then redis.call('ZADD', keys[2], redis.call('HINCRBY', keys[3], 'last', 1), args[2]) end
  redis.call('HINCRBY', keys[3], 'bytes:' .. args[1], more)
  return 1
end

-- KEYS: messages, their order, sizes   ARGV: source, ids ...   Reply: how many of them were there
local function discard(keys, args)
  if not args[2] then return redis.error_reply('BADARGS source, ids') end
  local bad = wrong(keys)
  if bad then return bad end
  local gone, bytes = 0, 0
  for i = 2, #args do
    local message = redis.call('HGET', keys[1], args[i])
    if message then
      gone, bytes = gone + 1, bytes + #message
      redis.call('HDEL', keys[1], args[i])
      redis.call('ZREM', keys[2], args[i])
    end
  end
  if redis.call('HLEN', keys[1]) == 0 then
    redis.call('HDEL', keys[3], 'bytes:' .. args[1])
  elseif gone > 0 then
    redis.call('HINCRBY', keys[3], 'bytes:' .. args[1], -bytes)
  end
  return gone
end

local function register(name, callback, flags)
  redis.register_function { function_name = name, callback = callback, flags = flags }
end

register('sb_refused_keep', keep, {})
register('sb_refused_discard', discard, { 'allow-oom' })
