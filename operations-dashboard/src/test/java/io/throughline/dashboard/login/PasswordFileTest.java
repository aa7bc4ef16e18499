package io.throughline.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

    @TempDir
    Path directory;

    @Test
    void makesAPasswordThatOnlyItsOwnerCanRead() throws Exception {
        Path file = directory.resolve("made/password");

        String password = new PasswordFile(file).password();

        assertThat(password)
                .hasSizeGreaterThanOrEqualTo(20)
                .isEqualTo(Files.readString(file).strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void keepsThePasswordThatIsThere() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "chosen by somebody\n");

        assertThat(new PasswordFile(file).password()).isEqualTo("chosen by somebody");
    }

    @Test
    void anEmptyFileStopsTheStart() throws Exception {
        Path file = Files.createFile(directory.resolve("password"));

        assertThatThrownBy(() -> new PasswordFile(file).password()).hasMessageContaining("holds no password");
    }

    @Test
    void oneThatCouldBeGuessedStopsTheStartAndIsNotQuoted() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "fifteen letters\n");

        assertThatThrownBy(() -> new PasswordFile(file).password())
                .hasMessageContaining("fewer than 16 characters")
                .hasMessageNotContaining("fifteen");
    }
}
