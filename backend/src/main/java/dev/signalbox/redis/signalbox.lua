#!lua name=signalbox

-- The transactions of the hub. Each call checks types, ownership and arguments first and writes last: Redis does not
-- roll back. An error reply begins with a code; nothing was written then. Function names are global in Redis: when it is
-- loaded, each gets a stamp of this text behind it, so that hubs of two versions live side by side.

local MOST_KEYS, MOST_VALUES, LIVE_COMMITS = 512, 7900, 100000
local FIRST_SHARDS, MOST_SHARDS, PER_SHARD = 1024, 1048576, 64

local function refuse(code, text) return redis.error_reply(code .. ' ' .. text) end

local function int(number) return string.format('%.0f', number) end

local function now()
  local t = redis.call('TIME')
  return tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
end

local function is(key, wanted)
  local t = redis.call('TYPE', key)['ok']
  return t == 'none' or t == wanted
end

-- The first key that holds another type than wanted, or nil. Pairs of key and type.
local function wrong(...)
  local pairs = { ... }
  for i = 1, #pairs, 2 do
    if not is(pairs[i], pairs[i + 1]) then return refuse('BADTYPE', pairs[i] .. ' is not a ' .. pairs[i + 1]) end
  end
end

local function shards_for(count)
  local shards = FIRST_SHARDS
  while shards < MOST_SHARDS and shards * PER_SHARD < count do shards = shards * 2 end
  return shards
end

-- The dedupe bucket of a time: half a window long, numbered upwards, never backwards. Shards of it and of the two before.
local function bucket_at(head, at, half)
  local h = redis.call('HMGET', head, 'bucket', 'until')
  local last, ends = tonumber(h[1] or '0'), tonumber(h[2] or '0')
  local b = { number = last, ends = ends, opened = false }
  if at >= ends then
    local steps = last == 0 and 1 or math.floor((at - ends) / half) + 1
    b.number, b.opened = last + steps, true
    b.ends = last == 0 and at + half or ends + steps * half
  end
  local s = redis.call('HMGET', head, 's' .. int(b.number), 's' .. int(b.number - 1), 's' .. int(b.number - 2),
    'c' .. int(last))
  b.shards = { tonumber(s[1]) or shards_for(tonumber(s[4]) or 0), tonumber(s[2]) or FIRST_SHARDS, tonumber(s[3]) or FIRST_SHARDS }
  return b
end

-- Where each event's arguments begin, or an error. Per event: identity (16 bytes), checksum (4), count, field, value ...
local function events_of(args, first, count)
  local from, at = {}, first
  for i = 1, count do
    local fields = tonumber(args[at + 2] or '')
    if #(args[at] or '') ~= 16 or #(args[at + 1] or '') ~= 4 then return nil, 'identity of event ' .. i end
    if not fields or fields < 1 or fields ~= math.floor(fields) or 2 * fields > MOST_VALUES - 10 then
      return nil, 'fields of event ' .. i
    end
    from[i] = at
    at = at + 3 + 2 * fields
    if at - 1 > #args then return nil, 'fields of event ' .. i .. ' are missing' end
  end
  if at ~= #args + 1 then return nil, 'arguments are left over' end
  return from
end

-- KEYS: journal, head, gate, again of the bucket, then per event its seen shard in the bucket and in the two before
-- ARGV: bucket, its shards, those of the two before, half a window (ms), then the events (see events_of)
-- Reply: per event {position, at, 0 new | 1 duplicate | 2 duplicate with another body}
local function append(keys, args)
  local count, half = (#keys - 4) / 3, tonumber(args[5] or '')
  if count < 1 or count ~= math.floor(count) or #keys > MOST_KEYS then return refuse('BADARGS', #keys .. ' keys') end
  if not half or half < 1 then return refuse('BADARGS', 'half a window: ' .. tostring(args[5])) end
  local from, fault = events_of(args, 6, count)
  if not from then return refuse('BADARGS', fault) end
  local bad = wrong(keys[1], 'stream', keys[2], 'hash', keys[3], 'hash', keys[4], 'hash')
  if bad then return bad end
  local closed = redis.call('HGET', keys[3], 'closed')
  if closed then return refuse('CLOSED', closed) end

  local head = redis.call('HMGET', keys[2], 'n', 'at')
  local n, at = tonumber(head[1] or '0'), math.max(now(), tonumber(head[2] or '0'))
  local b = bucket_at(keys[2], at, half)
  local s = b.shards
  if tonumber(args[1]) ~= b.number or tonumber(args[2]) ~= s[1] or tonumber(args[3]) ~= s[2] or tonumber(args[4]) ~= s[3] then
    return refuse('BUCKET', table.concat({ int(b.number), s[1], s[2], s[3] }, ' '))
  end
  local seen = {}
  for i = 1, count do
    local k, id = 2 + 3 * i, args[from[i]]
    -- A key of another type ends the call here, before the first write.
    local here, older, oldest = redis.call('HGET', keys[k], id), redis.call('HGET', keys[k + 1], id), redis.call('HGET', keys[k + 2], id)
    seen[i] = here or older or oldest
  end

  local out, fresh, added, expires, when = {}, {}, 0, int(b.ends + 3 * half), int(at)
  for i = 1, count do
    local id, sum, fields = args[from[i]], args[from[i] + 1], tonumber(args[from[i] + 2])
    local before = seen[i] or fresh[id]
    if before then
      local position = before:sub(1, -5)
      redis.call('HINCRBY', keys[4], position, 1)
      redis.call('PEXPIREAT', keys[4], expires)
      out[i] = { tonumber(position), 0, before:sub(-4) == sum and 1 or 2 }
    else
      n, added = n + 1, added + 1
      local position = int(n)
      redis.call('XADD', keys[1], position .. '-0', 'a', when, unpack(args, from[i] + 3, from[i] + 2 + 2 * fields))
      fresh[id] = position .. sum
      redis.call('HSET', keys[2 + 3 * i], id, fresh[id])
      if redis.call('HLEN', keys[2 + 3 * i]) == 1 then redis.call('PEXPIREAT', keys[2 + 3 * i], expires) end
      out[i] = { n, at, 0 }
    end
  end
  local number = int(b.number)
  redis.call('HSET', keys[2], 'n', int(n), 'at', when, 'bucket', number, 'until', int(b.ends), 's' .. number, s[1])
  redis.call('HINCRBY', keys[2], 'c' .. number, added)
  if b.opened then redis.call('HDEL', keys[2], 's' .. int(b.number - 3), 'c' .. int(b.number - 3)) end
  return out
end

-- Claims without progress count up to two: an owner may end for many reasons. After that only sb_try counts, since it
-- tells that the next entry itself was under way.
-- KEYS: owner, head   ARGV: hub, lease (ms)
-- Reply: {1, epoch, position, commit, rulebook, fruitless} or {0, hub, end of its lease}
local function claim(keys, args)
  local lease = tonumber(args[2] or '')
  if not args[1] or not lease then return refuse('BADARGS', 'hub and lease are wanted') end
  local bad = wrong(keys[1], 'hash', keys[2], 'hash')
  if bad then return bad end
  local o = redis.call('HMGET', keys[1], 'hub', 'epoch', 'until', 'position', 'commit', 'rulebook', 'claims')
  local time = now()
  if o[1] and o[1] ~= args[1] and tonumber(o[3] or '0') > time then return { 0, o[1], tonumber(o[3]) } end
  local epoch, position, before = tonumber(o[2] or '0') + 1, tonumber(o[4] or '0'), tonumber(o[7] or '0')
  local behind = tonumber(redis.call('HGET', keys[2], 'n') or '0') > position
  redis.call('HSET', keys[1], 'hub', args[1], 'epoch', int(epoch), 'until', int(time + lease), 'position', int(position),
    'claims', behind and math.max(before, math.min(before + 1, 2)) or 0)
  return { 1, epoch, position, tonumber(o[5] or '0'), tonumber(o[6] or '0'), behind and before or 0 }
end

-- Whether hub and epoch still own; else what to say.
local function fenced(key, hub, epoch)
  if not is(key, 'hash') then return refuse('BADTYPE', key .. ' is not a hash') end
  local o = redis.call('HMGET', key, 'hub', 'epoch')
  if not hub or not epoch or o[1] ~= hub or o[2] ~= epoch then
    return refuse('FENCED', 'the owner is ' .. tostring(o[1] or 'nobody') .. ' with epoch ' .. tostring(o[2] or 0))
  end
end

-- KEYS: owner   ARGV: hub, epoch, lease (ms)
local function renew(keys, args)
  local lease = tonumber(args[3] or '')
  if not lease then return refuse('BADARGS', 'a lease is wanted') end
  local bad = fenced(keys[1], args[1], args[2])
  if bad then return bad end
  redis.call('HSET', keys[1], 'until', int(now() + lease))
  return 1
end

-- KEYS: owner   ARGV: hub, epoch
-- Reply: how often the entry after the position is suspected by now
local function try(keys, args)
  local bad = fenced(keys[1], args[1], args[2])
  if bad then return bad end
  return redis.call('HINCRBY', keys[1], 'claims', 1)
end

-- KEYS: owner   ARGV: hub, epoch
local function release(keys, args)
  local bad = fenced(keys[1], args[1], args[2])
  if bad then return bad end
  redis.call('HSET', keys[1], 'until', '0', 'claims', '0')
  return 1
end

-- What an owner that has to end leaves to the next one; what was there stands.
-- KEYS: owner, target hash   ARGV: hub, epoch, field, value
-- Reply: whether it was written
local function blame(keys, args)
  if not args[3] or not args[4] then return refuse('BADARGS', 'a field and a value are wanted') end
  local bad = fenced(keys[1], args[1], args[2]) or wrong(keys[2], 'hash')
  if bad then return bad end
  return redis.call('HSETNX', keys[2], args[3], args[4])
end

local TYPE_OF = { P = 'hash', R = 'hash', L = 'hash', A = 'stream', Z = 'zset', U = 'zset' }

local function natural(text) return text and text:find('^%d+$') and #text < 16 end

local function numbers(id)
  local ms, seq = id:match('^(%d+)%-(%d+)$')
  return ms and { tonumber(ms), tonumber(seq) }
end

-- Whether a stream id comes after the last one of its stream, which it then becomes.
local function follows(key, id, last)
  if id == '*' then return true end
  local mine = numbers(id)
  if not mine then return false end
  local before = last[key]
  if not before then
    local x = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
    before = x and numbers(x[1]) or { 0, 0 }
  end
  last[key] = mine
  return mine[1] > before[1] or (mine[1] == before[1] and mine[2] > before[2])
end

-- The writes of a commit as {op, key, from, to}, or an error. Per write: op, index of its key, count, values ...
local function writes_of(keys, args, first)
  local writes, at, types, last = {}, first, {}, {}
  while at <= #args do
    local op, key, count = args[at], keys[tonumber(args[at + 1] or '') or 0], tonumber(args[at + 2] or '')
    if not key or not count or count < 1 or count > MOST_VALUES or at + 2 + count > #args then
      return nil, refuse('BADARGS', 'write ' .. (#writes + 1) .. ' (' .. op .. ')')
    end
    local from, to, kind = at + 3, at + 2 + count, TYPE_OF[op]
    if kind and types[key] ~= kind then
      if types[key] or not is(key, kind) then return nil, refuse('BADTYPE', key .. ' is not a ' .. kind) end
      types[key] = kind
    end
    local good = (op == 'P' and count % 2 == 0) or op == 'R' or (op == 'Z' and count == 2 and natural(args[from]))
      or (op == 'U' and count == 1) or (op == 'L' and count == 1) or (op == 'E' and count == 1 and natural(args[from]))
      or (op == 'A' and count % 2 == 1 and count > 1 and follows(key, args[from], last))
    if not good then return nil, refuse('BADARGS', 'write ' .. (#writes + 1) .. ' (' .. op .. ') to ' .. key) end
    writes[#writes + 1] = { op, key, from, to }
    at = to + 1
  end
  return writes
end

local COMMAND = { P = 'HSET', R = 'HDEL', A = 'XADD', Z = 'ZADD', U = 'ZREM', E = 'PEXPIREAT' }

-- An owner may know an entry that a torn or restored Redis has lost. Its position will be given to another event.
-- KEYS: owner, commits, head, then every key that is written or must be absent
-- ARGV: hub, epoch, lease (ms), number, position, rulebook, how many must be absent, their indexes, the writes (see writes_of)
-- Reply: {'done'}, {'already'}, or {'exists', key ...}
local function commit(keys, args)
  local lease, number, position, absent = tonumber(args[3] or ''), tonumber(args[4] or ''), tonumber(args[5] or ''), tonumber(args[7] or '')
  if #keys < 3 or #keys > MOST_KEYS then return refuse('BADARGS', #keys .. ' keys') end
  if not lease or not number or not position or not natural(args[6]) or not absent then return refuse('BADARGS', 'the head of the commit') end
  local bad = fenced(keys[1], args[1], args[2]) or wrong(keys[2], 'stream', keys[3], 'hash')
  if bad then return bad end
  local o = redis.call('HMGET', keys[1], 'commit', 'position')
  local stored, at = tonumber(o[1] or '0'), tonumber(o[2] or '0')
  if stored == number then return { 'already' } end
  if stored ~= number - 1 then return refuse('FENCED', 'the last commit is ' .. int(stored) .. ', not ' .. int(number - 1)) end
  if position < at then return refuse('BADARGS', 'position ' .. int(position) .. ' lies before ' .. int(at)) end
  local n = tonumber(redis.call('HGET', keys[3], 'n') or '0')
  if position > n then return refuse('FENCED', 'the journal ends at ' .. int(n) .. ', before position ' .. int(position)) end
  local writes, fault = writes_of(keys, args, 8 + absent)
  if fault then return fault end
  local found = { 'exists' }
  for i = 8, 7 + absent do
    local key = keys[tonumber(args[i] or '') or 0]
    if not key then return refuse('BADARGS', 'absent key ' .. (i - 7)) end
    if redis.call('EXISTS', key) == 1 then found[#found + 1] = key end
  end
  if #found > 1 then return found end

  for _, w in ipairs(writes) do
    if w[1] == 'L' then redis.call('HSET', w[2], redis.call('HLEN', w[2]), args[w[3]])
    else redis.call(COMMAND[w[1]], w[2], unpack(args, w[3], w[4])) end
  end
  redis.call('HSET', keys[1], 'until', int(now() + lease), 'commit', int(number), 'position', int(position), 'rulebook', args[6])
  if position > at then redis.call('HSET', keys[1], 'claims', '0') end
  redis.call('XADD', keys[2], 'MAXLEN', '~', LIVE_COMMITS, '*', 'epoch', args[2], 'number', int(number), 'position', int(position))
  return { 'done' }
end

-- KEYS: journal, decisions, owner   ARGV: hub, epoch, first position to keep. Never trims what was not yet handled.
-- Reply: how many entries went
local function trim(keys, args)
  local keep = tonumber(args[3] or '')
  if not keep then return refuse('BADARGS', 'the first position to keep is wanted') end
  local bad = fenced(keys[3], args[1], args[2]) or wrong(keys[1], 'stream', keys[2], 'stream')
  if bad then return bad end
  local position = tonumber(redis.call('HGET', keys[3], 'position') or '0')
  local first = int(math.min(keep, position + 1)) .. '-0'
  redis.call('XTRIM', keys[2], 'MINID', first)
  return redis.call('XTRIM', keys[1], 'MINID', first)
end

local function register(name, callback, flags)
  redis.register_function { function_name = name, callback = callback, flags = flags }
end

register('sb_append', append, {})
register('sb_claim', claim, { 'allow-oom' })
register('sb_renew', renew, { 'allow-oom' })
register('sb_try', try, { 'allow-oom' })
register('sb_blame', blame, { 'allow-oom' })
register('sb_release', release, { 'allow-oom' })
register('sb_commit', commit, { 'allow-oom' })
register('sb_trim', trim, { 'allow-oom' })
