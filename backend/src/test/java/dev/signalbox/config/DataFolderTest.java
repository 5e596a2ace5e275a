package dev.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void the_id_of_a_hub_stays_over_restarts() throws IOException {
        String first;
        try (DataFolder data = open()) {
            first = data.hubId();
        }

        try (DataFolder data = open()) {
            assertThat(data.hubId()).isEqualTo(first).matches("[0-9a-f]{16}");
        }
    }

    @Test
    void only_the_owner_may_read_what_lies_there() throws IOException {
        try (DataFolder data = open()) {
            assertThat(Files.getPosixFilePermissions(data.path()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(Files.getPosixFilePermissions(data.file("hub.id")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void a_second_hub_hears_who_holds_the_folder() throws IOException {
        try (DataFolder data = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(StartRefused.class, refused -> assertThat(refused.exitCode())
                            .isEqualTo(ExitCode.LOCKED.code()))
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining(data.path().toString());
        }
    }

    private DataFolder open() {
        return DataFolder.open(folder.resolve("data"), new SecureRandom());
    }
}
