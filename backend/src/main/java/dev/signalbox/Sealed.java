package dev.signalbox;

import dev.signalbox.flow.ingest.SecretBox;
import dev.signalbox.security.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets of sources in the vault of the hub. */
record Sealed(Vault vault) implements SecretBox {

    private static final Logger LOG = LoggerFactory.getLogger(Sealed.class);

    @Override
    public String seal(String plain, String about) {
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
