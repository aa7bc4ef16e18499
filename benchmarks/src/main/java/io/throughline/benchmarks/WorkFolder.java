package io.throughline.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that is gone when it is closed, whoever removes it first. Below the module's own, because the system's
 * folder for temporary files may be in memory, where forcing to disk costs nothing.
 */
public record WorkFolder(Path path) implements AutoCloseable {

    public static WorkFolder create(String name) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "work").toAbsolutePath());
            return new WorkFolder(Files.createTempDirectory(parent, name));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stubborn) {
            throw new UncheckedIOException(stubborn);
        }
    }
}
