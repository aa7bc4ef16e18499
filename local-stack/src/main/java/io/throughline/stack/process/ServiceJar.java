package io.throughline.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A service's jar, taken apart once per build because that makes every start faster. */
public final class ServiceJar {

    private static final List<String> SMALL =
            List.of("-Xmx160m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private final Path jar;
    private final Builds builds;
    private final Path extracted;
    private final Path classes;

    private ServiceJar(Path jar, Builds builds) throws IOException {
        this.jar = jar;
        this.builds = builds;
        this.extracted = builds.of(jar);
        this.classes = extracted.resolve("classes-" + Runtime.version() + ".jsa");
    }

    /**
     * Finds the jar that the build has made.
     *
     * @param root the project's folder
     * @param cache where jars are taken apart; of each module's builds the newest three are kept
     * @throws StackException when the module was not built
     */
    public static ServiceJar of(Path root, String module, Path cache) {
        Path target = root.resolve(module).resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            Path jar = files.filter(file -> file.getFileName().toString().matches(module + "-[0-9].*(?<!-tests)\\.jar"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new StackException(module + " is not built: there is no jar in " + target
                            + ". Run ./mvnw -DskipTests package"));
            return new ServiceJar(jar, new Builds(cache.resolve(module)));
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
        if (Files.exists(classes)) {
            command.add("-XX:SharedArchiveFile=" + classes);
            // Native access, which we allow, costs one of the archive's advantages; it says so at every start.
            command.add("-Xlog:cds=off");
        }
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                extracted.resolve(jar.getFileName()).toString()));
        return command;
    }

    /**
     * Keeps the classes that the service loads while it starts as the JVM uses them: every later start of this build
     * takes little more than half of the processor time. Does nothing when they are kept already.
     *
     * @param environment the service's: it starts for this, and ends before it begins to work
     */
    public void keepClasses(Map<String, String> environment) {
        List<String> plain = command();
        if (Files.exists(classes)) {
            return;
        }
        Path unfinished =
                extracted.resolve("unfinished-" + ProcessHandle.current().pid() + ".jsa");
        List<String> command = new ArrayList<>(plain);
        command.addAll(1, List.of("-XX:ArchiveClassesAtExit=" + unfinished, "-Dspring.context.exit=onRefresh"));
        try {
            run(command, environment);
            Files.move(unfinished, classes, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new StackException("Cannot keep the classes of " + jar, failed);
        }
    }

    private void extract() {
        try {
            Files.createDirectories(extracted.getParent());
            Path unfinished = Files.createTempDirectory(extracted.getParent(), "unfinished");
            run(
                    List.of(
                            java(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            unfinished.toString()),
                    Map.of());
            Signatures.drop(unfinished.resolve("lib"));
            Files.move(unfinished, extracted, StandardCopyOption.ATOMIC_MOVE);
            builds.forgetOlder();
        } catch (IOException failed) {
            // Another stack that starts now may have been faster; what it made is the same.
            if (!Files.isDirectory(extracted)) {
                throw new StackException("Cannot take " + jar + " apart", failed);
            }
        }
    }

    private void run(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (process.waitFor() != 0) {
                throw new StackException(command + " ends with code " + process.exitValue());
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException("Stopped while preparing " + jar, stopping);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
