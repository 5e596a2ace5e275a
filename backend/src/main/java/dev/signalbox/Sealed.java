package dev.signalbox;

import dev.signalbox.flow.connection.SecretBox;
import dev.signalbox.hubs.Membership;
import dev.signalbox.security.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets of sources and sinks in the vault of the hub, which all hubs have to be able to open. */
record Sealed(Vault vault, RedisKeyCheck check, Membership membership) implements SecretBox {

    private static final Logger LOG = LoggerFactory.getLogger(Sealed.class);

    @Override
    public @Nullable String fault() {
        return membership.agreement().others(vault.check()).stream()
                .findFirst()
                .map(other ->
                        "the hub " + other + " has another master key, so it could not read the secret: start all hubs"
                                + " with the same --master-key-file, or give a reference such as env:NAME")
                .orElse(null);
    }

    @Override
    public String seal(String plain, String about) {
        check.write(vault);
        return vault.seal(plain, about);
    }

    @Override
    public @Nullable String open(String sealed, String about) {
        try {
            return vault.open(sealed, about);
        } catch (Vault.Locked e) {
            LOG.warn("a secret of {} cannot be read: {}", about, e.getMessage());
            return null;
        }
    }
}
