#!lua name=signalbox_rulebook

-- The few writes of the rulebook that have to compare before they set. Checks first, writes last. All hubs hear of it.

local NEWS = 16

local function is(key, wanted)
  local t = redis.call('TYPE', key)['ok']
  return t == 'none' or t == wanted
end

-- KEYS: drafts.  ARGV: pack, expected revision or '', draft as JSON.  Reply: {1, new revision} or {0, current revision}
local function save(keys, args)
  if not args[3] then return redis.error_reply('BADARGS pack, revision, draft') end
  if not is(keys[1], 'hash') then return redis.error_reply('BADTYPE ' .. keys[1]) end
  local current = tonumber(redis.call('HGET', keys[1], 'revision:' .. args[1]) or '0')
  if args[2] ~= '' and tonumber(args[2]) ~= current then return { 0, current } end
  redis.call('HSET', keys[1], 'revision:' .. args[1], current + 1, 'draft:' .. args[1], args[3])
  return { 1, current + 1 }
end

-- KEYS: drafts.  ARGV: pack, expected revision or ''.  Reply: {1, 0} or {0, current revision}
local function drop(keys, args)
  if not args[2] then return redis.error_reply('BADARGS pack, revision') end
  if not is(keys[1], 'hash') then return redis.error_reply('BADTYPE ' .. keys[1]) end
  local current = tonumber(redis.call('HGET', keys[1], 'revision:' .. args[1]) or '0')
  if args[2] ~= '' and tonumber(args[2]) ~= current then return { 0, current } end
  redis.call('HDEL', keys[1], 'revision:' .. args[1], 'draft:' .. args[1])
  return { 1, 0 }
end

-- KEYS: definition.  ARGV: hash of the text, text.  Reply: version, a new one unless the text is known
local function define(keys, args)
  if not args[2] then return redis.error_reply('BADARGS hash, text') end
  if not is(keys[1], 'hash') then return redis.error_reply('BADTYPE ' .. keys[1]) end
  local known = redis.call('HGET', keys[1], 'hash:' .. args[1])
  if known then return tonumber(known) end
  local version = redis.call('HINCRBY', keys[1], 'last', 1)
  redis.call('HSET', keys[1], 'hash:' .. args[1], version, 'text:' .. version, args[2])
  return version
end

-- KEYS: rulebook, versions, heads, news.  ARGV: version as JSON, its head as JSON.  Reply: its number
local function prepare(keys, args)
  if not args[2] then return redis.error_reply('BADARGS version, head') end
  if not is(keys[1], 'hash') then return redis.error_reply('BADTYPE ' .. keys[1]) end
  if not is(keys[2], 'hash') then return redis.error_reply('BADTYPE ' .. keys[2]) end
  if not is(keys[3], 'hash') then return redis.error_reply('BADTYPE ' .. keys[3]) end
  if not is(keys[4], 'stream') then return redis.error_reply('BADTYPE ' .. keys[4]) end
  local number = redis.call('HINCRBY', keys[1], 'last', 1)
  redis.call('HSET', keys[2], number, args[1])
  redis.call('HSET', keys[3], number, args[2])
  redis.call('XADD', keys[4], 'MAXLEN', '~', NEWS, '*', 'what', 'prepared')
  return number
end

-- KEYS: rulebook, news.  ARGV: expected active version, new one.  Reply: {1, new} or {0, active}
local function activate(keys, args)
  if not tonumber(args[2] or '') then return redis.error_reply('BADARGS expected, version') end
  if not is(keys[1], 'hash') then return redis.error_reply('BADTYPE ' .. keys[1]) end
  if not is(keys[2], 'stream') then return redis.error_reply('BADTYPE ' .. keys[2]) end
  local active = tonumber(redis.call('HGET', keys[1], 'active') or '0')
  if active ~= tonumber(args[1]) and active ~= tonumber(args[2]) then return { 0, active } end
  redis.call('HSET', keys[1], 'active', args[2])
  redis.call('XADD', keys[2], 'MAXLEN', '~', NEWS, '*', 'what', 'active')
  return { 1, tonumber(args[2]) }
end

redis.register_function('sb_draft_save', save)
redis.register_function('sb_draft_drop', drop)
redis.register_function('sb_define', define)
redis.register_function('sb_rulebook_prepare', prepare)
redis.register_function('sb_rulebook_activate', activate)
