package io.throughline.dashboard.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the operator's password is; made up at the first start. */
final class PasswordFile {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);

    /** No letters that are taken for another when read aloud or typed. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 28;

    /** Of one that somebody wrote: as long as guessing is to be hopeless. */
    private static final int SHORTEST = 16;

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    PasswordFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** @throws IllegalStateException when the file is there but holds nothing, or too little */
    String password() {
        try {
            if (Files.notExists(file)) {
                create();
            }
            String password = Files.readString(file).strip();
            if (password.isEmpty()) {
                throw new IllegalStateException(
                        file + " holds no password: write one into it, or delete it to have one made");
            }
            if (password.length() < SHORTEST) {
                throw new IllegalStateException("The password in " + file + " has fewer than " + SHORTEST
                        + " characters: write a longer one, or delete the file to have one made");
            }
            return password;
        } catch (IOException unusable) {
            throw new UncheckedIOException("The password file " + file + " cannot be used", unusable);
        }
    }

    /** Written beside its place and moved, so that a crash leaves no half a password. */
    private void create() throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(file.getParent(), ".password", "", ownerOnly());
        Files.writeString(draft, made() + System.lineSeparator());
        try {
            Files.createLink(file, draft);
            LOG.atInfo().addKeyValue("throughline.file", file).log("login.password-made");
        } catch (FileAlreadyExistsException anotherInstance) {
            LOG.atInfo().addKeyValue("throughline.file", file).log("login.password-made-elsewhere");
        } finally {
            Files.delete(draft);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private String made() {
        StringBuilder password = new StringBuilder(LENGTH);
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(index -> password.append(ALPHABET.charAt(index)));
        return password.toString();
    }
}
