package io.throughline.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A service's jar, taken apart once per build because that makes every start faster. */
public final class ServiceJar {

    private static final List<String> SMALL =
            List.of("-Xmx160m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private final Path jar;
    private final Path extracted;

    private ServiceJar(Path jar, Path extracted) {
        this.jar = jar;
        this.extracted = extracted;
    }

    /**
     * Finds the jar that the build has made.
     *
     * @param root the project's folder
     * @param cache where jars are taken apart
     * @throws StackException when the module was not built
     */
    public static ServiceJar of(Path root, String module, Path cache) {
        Path target = root.resolve(module).resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            Path jar = files.filter(file -> file.getFileName().toString().matches(module + "-[0-9].*(?<!-tests)\\.jar"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new StackException(module + " is not built: there is no jar in " + target
                            + ". Run ./mvnw -DskipTests package"));
            String build = Long.toString(Files.getLastModifiedTime(jar).toMillis(), 36);
            return new ServiceJar(jar, cache.resolve(module).resolve(build));
        } catch (IOException unreadable) {
            throw new StackException("Cannot read " + target, unreadable);
        }
    }

    /** The command that runs the service; what is secret about it goes into the environment. */
    public List<String> command() {
        if (!Files.isDirectory(extracted)) {
            extract();
        }
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(SMALL);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                extracted.resolve(jar.getFileName()).toString()));
        return command;
    }

    private void extract() {
        try {
            Files.createDirectories(extracted.getParent());
            Path unfinished = Files.createTempDirectory(extracted.getParent(), "unfinished");
            run(List.of(
                    java(),
                    "-XX:TieredStopAtLevel=1",
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    unfinished.toString()));
            Files.move(unfinished, extracted, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            // Another stack that starts now may have been faster; what it made is the same.
            if (!Files.isDirectory(extracted)) {
                throw new StackException("Cannot take " + jar + " apart", failed);
            }
        }
    }

    private void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new StackException("Taking " + jar + " apart ends with code " + process.exitValue()
                        + "; is it a Spring Boot jar?");
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException("Stopped while taking " + jar + " apart", stopping);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
