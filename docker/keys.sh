#!/bin/sh
# Makes what the containers show each other, once, each in a folder that only its reader can open.
# usage: keys.sh [FOLDER]
set -eu
umask 077
keys=${1:-/keys}

fresh() {
  head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'
}

# The owner is a number of the image that reads the file; only root can give it away.
give() {
  chmod 500 "$keys/$1"
  chmod 400 "$keys/$1"/*
  [ "$(id -u)" -ne 0 ] || chown -R "$2:$2" "$keys/$1"
}

[ ! -e "$keys/made" ] || exit 0
for folder in hub redis prometheus grafana; do
  mkdir -p "$keys/$folder"
  rm -f "$keys/$folder"/*
done

password=$(fresh)
printf 'redis://signalbox:%s@redis:6379' "$password" >"$keys/hub/redis.url"

# Redis replays its file as the user default, which therefore may do everything, and which nobody can be.
cat >"$keys/redis/users.acl" <<ACL
user default off resetpass ~* &* +@all
user probe on nopass resetkeys resetchannels -@all +ping
user signalbox on >$password ~* &sb:* -@all +ping +hello +auth +select +client|setname +client|id +multi +exec +discard +fcall +fcall_ro +function|load +function|list +time +info +config|get +acl|getuser +type +exists +del +unlink +expire +pexpire +pexpireat +ttl +pttl +get +set +mget +incr +publish +hget +hset +hsetnx +hmget +hgetall +hdel +hexists +hincrby +hkeys +hvals +hlen +hscan +xadd +xlen +xrange +xrevrange +xtrim +xread +xdel +xinfo +xgroup +xreadgroup +xack +xautoclaim +zadd +zrem +zrange +zrangebyscore +zrevrange +zrevrangebyscore +zcard +zcount +zscore +sadd +srem +smembers +sismember +scard
ACL

token=$(fresh)
printf '%s' "$token" >"$keys/hub/metrics.token"
printf '%s' "$token" >"$keys/prometheus/metrics.token"
fresh >"$keys/grafana/password"

give hub 10001
give redis 999
give prometheus 65534
give grafana 472
chmod 755 "$keys"
: >"$keys/made"
