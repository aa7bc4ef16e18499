package io.throughline.stack.parts;

import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Secrets of this machine, made up at the first start and kept in a file that only its owner reads. */
final class Secrets {

    private static final int BYTES = 24;
    private static final int KEY_BYTES = 32;

    private final Path file;
    private final Properties values = new Properties();
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path file) {
        this.file = file;
    }

    static Secrets in(Path file) {
        Secrets secrets = new Secrets(file);
        if (Files.exists(file)) {
            secrets.load();
        }
        return secrets;
    }

    /** The secret of this name, the same at every start. */
    String named(String name) {
        return named(name, BYTES);
    }

    /** The key of this name for AES, in base64, the same at every start. */
    String key(String name) {
        return named(name, KEY_BYTES);
    }

    private synchronized String named(String name, int length) {
        String value = values.getProperty(name);
        if (value == null) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            value = Base64.getEncoder().encodeToString(bytes);
            values.setProperty(name, value);
            save();
        }
        return value;
    }

    private void load() {
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IOException unreadable) {
            throw new StackException("Cannot read " + file, unreadable);
        }
    }

    private void save() {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (Writer writer = Files.newBufferedWriter(file)) {
                values.store(writer, "Secrets of the local stack; made up on this machine");
            }
        } catch (IOException unwritable) {
            throw new StackException("Cannot write " + file, unwritable);
        }
    }
}
