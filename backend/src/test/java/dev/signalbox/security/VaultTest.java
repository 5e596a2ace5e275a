package dev.signalbox.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultTest {

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path data;

    @Test
    void a_secret_can_be_opened_after_a_restart() throws Exception {
        String sealed = Vault.at(data.resolve("master.key"), random).seal("geheim-ä", "source/shop");

        String opened = Vault.at(data.resolve("master.key"), random).open(sealed, "source/shop");

        assertThat(opened).isEqualTo("geheim-ä");
        assertThat(sealed).doesNotContain("geheim");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_secret_opens_for_nothing_but_what_it_was_sealed_for() {
        Vault vault = Vault.at(data.resolve("master.key"), random);
        String sealed = vault.seal("geheim", "source/shop");

        assertThatThrownBy(() -> vault.open(sealed, "source/other"))
                .isInstanceOf(Vault.Locked.class)
                .hasMessageContaining("source/other")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void a_changed_secret_or_another_key_opens_nothing() {
        Vault vault = Vault.at(data.resolve("master.key"), random);
        Vault other = Vault.at(data.resolve("other.key"), random);
        String sealed = vault.seal("geheim", "source/shop");
        String changed = sealed.substring(0, sealed.length() - 2) + (sealed.endsWith("AA") ? "BB" : "AA");

        assertThatThrownBy(() -> other.open(sealed, "source/shop")).isInstanceOf(Vault.Locked.class);
        assertThatThrownBy(() -> vault.open(changed, "source/shop")).isInstanceOf(Vault.Locked.class);
        assertThatThrownBy(() -> vault.open("v1.%%%.x", "source/shop")).isInstanceOf(Vault.Locked.class);
    }

    @Test
    void a_key_is_told_from_another_without_being_told() {
        Vault vault = Vault.at(data.resolve("master.key"), random);

        assertThat(Vault.at(data.resolve("master.key"), random).check()).isEqualTo(vault.check());
        assertThat(Vault.at(data.resolve("other.key"), random).check()).isNotEqualTo(vault.check());
        assertThat(vault.check()).matches("[0-9a-f]{16}");
    }

    @Test
    void the_same_secret_never_looks_the_same_twice() {
        Vault vault = Vault.at(data.resolve("master.key"), random);

        assertThat(vault.seal("geheim", "source/shop")).isNotEqualTo(vault.seal("geheim", "source/shop"));
    }

    @Test
    void a_broken_key_file_is_named() throws Exception {
        Files.writeString(data.resolve("master.key"), "not a key");

        assertThatThrownBy(() -> Vault.at(data.resolve("master.key"), random))
                .hasMessageContaining("master.key")
                .hasMessageContaining("32 bytes");
    }
}
