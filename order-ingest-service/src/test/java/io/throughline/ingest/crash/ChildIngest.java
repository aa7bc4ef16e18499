package io.throughline.ingest.crash;

import static org.awaitility.Awaitility.await;

import io.throughline.ingest.crash.HaltingDataSource.Point;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** One life of the service, in a process of its own. */
final class ChildIngest implements AutoCloseable {

    static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx384m");

    private final Process process;
    private final Path portFile;

    private ChildIngest(Process process, Path portFile) {
        this.process = process;
        this.portFile = portFile;
    }

    /**
     * Starts it in a folder of its own below this one.
     *
     * @param settings as {@link Settings} makes them
     */
    static ChildIngest start(Point point, Path folder, List<String> settings) throws IOException {
        List<String> command = new ArrayList<>(JVM);
        command.addAll(KeptClasses.options(main(Point.NONE, folder.resolve("none"), settings)));
        Path portFile = Files.createTempDirectory(folder, "life").resolve("port");
        command.addAll(main(point, portFile, settings));
        return new ChildIngest(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(new File("target/HaltingIngest.log")))
                        .start(),
                portFile);
    }

    private static List<String> main(Point point, Path portFile, List<String> settings) {
        return Stream.concat(
                        Stream.of(HaltingIngest.class.getName(), point.name(), portFile.toString()), settings.stream())
                .toList();
    }

    /** Waits until it listens; absent when it ended before, on what the life before it had left. */
    OptionalInt port() throws IOException {
        await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(portFile) || !process.isAlive());
        return Files.exists(portFile)
                ? OptionalInt.of(Integer.parseInt(Files.readString(portFile)))
                : OptionalInt.empty();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    int exitCode() {
        await().atMost(Duration.ofMinutes(2)).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
