#!lua name=signalbox_hubs

-- How hubs meet. Each says by a beat that it is there; every beat decides anew, for all of them, which hub is to own which
-- partition, with as few moves as possible. Ownership itself is not decided here but by lease and epoch in the slot of the
-- partition. Checks first, writes last. What changed is told in a stream, on which hubs wait.

-- A hub that ended without a word is shown for an hour.
local FORGOTTEN, NEWS = 3600000, 16

local function refuse(code, text) return redis.error_reply(code .. ' ' .. text) end

local function int(number) return string.format('%.0f', number) end

local function now()
  local t = redis.call('TIME')
  return tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
end

-- The first key that holds another type than wanted, or nil. Pairs of key and type.
local function wrong(...)
  local pairs = { ... }
  for i = 1, #pairs, 2 do
    local t = redis.call('TYPE', pairs[i])['ok']
    if t ~= 'none' and t ~= pairs[i + 1] then return refuse('BADTYPE', pairs[i] .. ' is not a ' .. pairs[i + 1]) end
  end
end

local function natural(text) return text and text:find('^%d+$') and #text < 16 end

-- One word without blanks: an id, or a list with commas.
local function word(text) return text and text:find('^%S+$') end

local function told(news, what) redis.call('XADD', news, 'MAXLEN', '~', NEWS, '*', 'what', what) end

-- A hub from its fields 'beat:<id>' (seen, lease, run, leaving, ready) and 'self:<id>' (what it says of itself).
local function hub_of(id, beat, time)
  local seen, lease, run, leaving, ready = beat:match('^(%d+) (%d+) (%S+) (%d) (%S+)$')
  local hub = { id = id, seen = tonumber(seen), lease = tonumber(lease), run = run, left = leaving == '1', ready = ready }
  hub.state = time >= hub.seen + hub.lease and 'gone' or (hub.left and 'leaving' or 'alive')
  return hub
end

local function beat_of(hub)
  return table.concat({ int(hub.seen), int(hub.lease), hub.run, hub.left and '1' or '0', hub.ready }, ' ')
end

-- All hubs by id, in a list ordered by it.
local function all_hubs(key, time)
  local kept, hubs = redis.call('HGETALL', key), {}
  for i = 1, #kept, 2 do
    local id = kept[i]:match('^beat:(.+)$')
    if id then hubs[#hubs + 1] = hub_of(id, kept[i + 1], time) end
  end
  table.sort(hubs, function(a, b) return a.id < b.id end)
  return hubs
end

local function fields(key)
  local kept, map = redis.call('HGETALL', key), {}
  for i = 1, #kept, 2 do map[kept[i]] = kept[i + 1] end
  return map
end

-- The hub with the fewest partitions; by wanted, the one with the most of those that have one which may be moved.
local function extreme(hubs, count, movable)
  local found
  for _, hub in ipairs(hubs) do
    if not movable and (not found or count[hub.id] < count[found]) then found = hub.id end
    if movable and movable[hub.id] and (not found or count[hub.id] > count[found]) then found = hub.id end
  end
  return found
end

-- Who keeps its partition and who was pinned; what is left is nobody's yet.
local function standing(kept, partitions, count)
  local share, pinned = {}, {}
  for n = 0, partitions - 1 do
    local pin, holder = kept['pin:' .. n], kept[tostring(n)]
    pinned[n] = pin and count[pin] and true or false
    share[n] = pinned[n] and pin or (holder and count[holder] and holder or nil)
    if share[n] then count[share[n]] = count[share[n]] + 1 end
  end
  return share, pinned
end

-- Which alive hub each partition is to belong to: everybody keeps what it has; what belongs to nobody goes to the hub with
-- the fewest; then one by one from the most to the fewest, until they differ by one. Nil without an alive hub.
local function shared(hubs, kept, partitions)
  local alive, count = {}, {}
  for _, hub in ipairs(hubs) do
    if hub.state == 'alive' then alive[#alive + 1], count[hub.id] = hub, 0 end
  end
  if #alive == 0 then return nil end
  local share, pinned = standing(kept, partitions, count)
  for n = 0, partitions - 1 do
    if not share[n] then
      share[n] = extreme(alive, count)
      count[share[n]] = count[share[n]] + 1
    end
  end
  while true do
    local last = {}
    for n = 0, partitions - 1 do if not pinned[n] then last[share[n]] = n end end
    local most, fewest = extreme(alive, count, last), extreme(alive, count)
    if not most or count[most] - count[fewest] < 2 then return share end
    share[last[most]] = fewest
    count[most], count[fewest] = count[most] - 1, count[fewest] + 1
  end
end

-- Writes what is other than before, and says so.
local function share(hubs, keys, partitions)
  local kept = fields(keys[2])
  local wanted = shared(hubs, kept, partitions)
  local moved = false
  for n = 0, wanted and partitions - 1 or -1 do
    if kept[tostring(n)] ~= wanted[n] then
      redis.call('HSET', keys[2], tostring(n), wanted[n])
      moved = true
    end
  end
  if moved then told(keys[3], 'shares') end
end

-- {time, revision of the sources, active version, last version, {{id, state, seen, lease, ready, self} ...}, {hub ...}, {pin ...}}
local function view(keys, partitions, time)
  local hubs, of, shares, pins = {}, fields(keys[2]), {}, {}
  for i, hub in ipairs(all_hubs(keys[1], time)) do
    local self = redis.call('HGET', keys[1], 'self:' .. hub.id) or '{}'
    hubs[i] = { hub.id, hub.state, int(hub.seen), int(hub.lease), hub.ready, self }
  end
  for n = 0, partitions - 1 do
    shares[n + 1] = of[tostring(n)] or ''
    pins[n + 1] = of['pin:' .. n] or ''
  end
  local rulebook = redis.call('HMGET', keys[5], 'active', 'last')
  local revision = redis.call('HGET', keys[4], 'revision') or '0'
  return { int(time), revision, rulebook[1] or '0', rulebook[2] or '0', hubs, shares, pins }
end

local function places(keys) return wrong(keys[1], 'hash', keys[2], 'hash', keys[3], 'stream', keys[4], 'hash', keys[5], 'hash') end

-- KEYS: hubs, shares, news, head of the sources, rulebook
-- ARGV: partitions, id, run (its start in ms and more), lease (ms), versions that are ready here, what it says of itself
-- Reply: see view, or REPLACED when a later process runs under this id
local function beat(keys, args)
  if not natural(args[1]) or not word(args[2]) or not word(args[3]) or not natural(args[4]) or not word(args[5]) or not args[6] then
    return refuse('BADARGS', 'partitions, id, run, lease, ready and self are wanted')
  end
  local bad = places(keys)
  if bad then return bad end
  local time, before = now(), redis.call('HGET', keys[1], 'beat:' .. args[2])
  local hub = { id = args[2], seen = time, lease = tonumber(args[4]), run = args[3], left = false, ready = args[5], state = 'alive' }
  local last = before and hub_of(hub.id, before, time)
  if last and last.run ~= hub.run and last.run > hub.run then return refuse('REPLACED', 'by ' .. last.run) end
  if last and last.run == hub.run then hub.left = last.left end

  redis.call('HSET', keys[1], 'beat:' .. hub.id, beat_of(hub), 'self:' .. hub.id, args[6])
  local hubs = all_hubs(keys[1], time)
  for _, one in ipairs(hubs) do
    if one.state == 'gone' and (one.left or time > one.seen + FORGOTTEN) then
      redis.call('HDEL', keys[1], 'beat:' .. one.id, 'self:' .. one.id)
    end
  end
  share(hubs, keys, tonumber(args[1]))
  if not last or last.ready ~= hub.ready then told(keys[3], 'ready') end
  return view(keys, tonumber(args[1]), time)
end

-- The shares of a hub go to the others while it ends its work.
-- KEYS: hubs, shares, news   ARGV: partitions, id, run
local function leave(keys, args)
  if not natural(args[1]) or not word(args[2]) or not word(args[3]) then return refuse('BADARGS', 'partitions, id and run are wanted') end
  local bad = wrong(keys[1], 'hash', keys[2], 'hash', keys[3], 'stream')
  if bad then return bad end
  local time, before = now(), redis.call('HGET', keys[1], 'beat:' .. args[2])
  local hub = before and hub_of(args[2], before, time)
  if not hub or hub.run ~= args[3] then return 0 end
  hub.left, hub.seen = true, time
  redis.call('HSET', keys[1], 'beat:' .. hub.id, beat_of(hub))
  share(all_hubs(keys[1], time), keys, tonumber(args[1]))
  return 1
end

-- Moves a partition to a hub and keeps it there; with an empty hub it may be moved again.
-- KEYS: hubs, shares, news   ARGV: partitions, number, hub or ''
-- Reply: 'done', 'absent' when there is no such hub, 'gone' when it cannot own
local function pin(keys, args)
  if not natural(args[1]) or not natural(args[2]) or not args[3] then return refuse('BADARGS', 'partitions, number and hub are wanted') end
  local bad = wrong(keys[1], 'hash', keys[2], 'hash', keys[3], 'stream')
  if bad then return bad end
  local time, before = now(), redis.call('HGET', keys[1], 'beat:' .. args[3])
  if args[3] ~= '' and not before then return 'absent' end
  if before and hub_of(args[3], before, time).state ~= 'alive' then return 'gone' end
  if before then
    redis.call('HSET', keys[2], 'pin:' .. args[2], args[3])
  else
    redis.call('HDEL', keys[2], 'pin:' .. args[2])
  end
  share(all_hubs(keys[1], time), keys, tonumber(args[1]))
  return 'done'
end

-- KEYS: as of beat   ARGV: partitions   Reply: see view
local function look(keys, args)
  if not natural(args[1]) then return refuse('BADARGS', 'partitions are wanted') end
  return places(keys) or view(keys, tonumber(args[1]), now())
end

-- Changes sources unless somebody was faster.
-- KEYS: sources, their head, news   ARGV: revision, how many to set, name, text ..., names to forget
-- Reply: {1, new revision} or {0, revision}
local function sources(keys, args)
  local count = tonumber(args[2] or '')
  if not natural(args[1]) or not natural(args[2]) or #args < 2 + 2 * count then return refuse('BADARGS', 'revision and sources are wanted') end
  local bad = wrong(keys[1], 'hash', keys[2], 'hash', keys[3], 'stream')
  if bad then return bad end
  local revision = tonumber(redis.call('HGET', keys[2], 'revision') or '0')
  if tonumber(args[1]) ~= revision then return { 0, revision } end
  for i = 1, count do redis.call('HSET', keys[1], args[1 + 2 * i], args[2 + 2 * i]) end
  for i = 3 + 2 * count, #args do redis.call('HDEL', keys[1], args[i]) end
  redis.call('HSET', keys[2], 'revision', int(revision + 1))
  told(keys[3], 'sources')
  return { 1, revision + 1 }
end

local function register(name, callback, flags)
  redis.register_function { function_name = name, callback = callback, flags = flags }
end

register('sb_beat', beat, { 'allow-oom' })
register('sb_leave', leave, { 'allow-oom' })
register('sb_pin', pin, { 'allow-oom' })
register('sb_hubs', look, { 'no-writes' })
register('sb_sources', sources, {})
