package dev.signalbox;

import dev.signalbox.config.StartRefused;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.security.Vault;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which master key the secrets in this Redis are sealed with, as soon as there are some. Tells nothing else of the key. */
record RedisKeyCheck(RedisLink link, KeySpace keys) {

    private static final Logger LOG = LoggerFactory.getLogger(RedisKeyCheck.class);
    private static final String FIELD = "key";

    /** @throws StartRefused when the secrets are sealed with another key */
    void refuseOther(Vault vault, Path file) {
        Response known = link.send(Request.cmd(Command.HGET, key(), FIELD)).await();
        if (known != null && !known.toString().equals(vault.check())) {
            throw StartRefused.configuration(
                    "the secrets in this Redis are sealed with another master key than that in " + file
                            + ": copy data/master.key of the hub that sealed them, and name it with --master-key-file");
        }
    }

    /** Another key than this one is refused from now on. */
    void write(Vault vault) {
        link.send(Request.cmd(Command.HSETNX, key(), FIELD, vault.check()))
                .onFailure(fault -> LOG.warn("the check of the master key was not written: {}", fault.getMessage()));
    }

    private String key() {
        return keys.hub("secrets");
    }
}
