package io.throughline.stack.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The meters that the services register, as their sources name them. */
final class Meters {

    private static final Pattern NAMED = Pattern.compile("(?:builder|counter)\\(\\s*\"(throughline\\.[a-z.]+)\"");

    private Meters() {}

    /** As Prometheus spells them, without the endings of their kind. */
    static Set<String> declared(Path root) {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(Meters::sources)
                    .flatMap(source -> NAMED.matcher(Observed.text(source)).results())
                    .map(found -> found.group(1).replace('.', '_'))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
