package io.throughline.ingest.crash;

import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.TestDatabase;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.crash.HaltingDataSource.Point;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** One life of the service, in a process of its own. */
final class ChildIngest implements AutoCloseable {

    private final Process process;
    private final Path portFile;

    private ChildIngest(Process process, Path portFile) {
        this.process = process;
        this.portFile = portFile;
    }

    static ChildIngest start(Point point, Path folder, TestDatabase database, String broker) throws IOException {
        Path portFile = Files.createTempDirectory(folder, "life").resolve("port");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HaltingIngest.class.getName(),
                point.name(),
                portFile.toString()));
        builder.environment()
                .putAll(Map.of(
                        "SPRING_DATASOURCE_URL",
                        database.getJdbcUrl(),
                        "SPRING_DATASOURCE_USERNAME",
                        database.getUsername(),
                        "SPRING_DATASOURCE_PASSWORD",
                        database.getPassword(),
                        "SPRING_CLOUD_AZURE_SERVICEBUS_CONNECTION_STRING",
                        broker,
                        "THROUGHLINE_INGEST_SHOPS_0_SOURCE",
                        "shopify",
                        "THROUGHLINE_INGEST_SHOPS_0_SLUG",
                        "demo-shop",
                        "THROUGHLINE_INGEST_SHOPS_0_SECRETS_0",
                        StorefrontClient.SECRET,
                        "THROUGHLINE_INGEST_SHOPS_0_OWNEDFROM",
                        "2026-01-01T00:00:00Z",
                        "SERVER_PORT",
                        "0",
                        "MANAGEMENT_SERVER_PORT",
                        "0"));
        // The lease of a life that was killed is not to be waited for any longer than it must be.
        builder.environment()
                .putAll(Map.of("THROUGHLINE_INGEST_RELAY_LEASE", "1s", "THROUGHLINE_INGEST_RELAY_SWEEP", "100ms"));
        return new ChildIngest(
                builder.redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(new File("target/HaltingIngest.log")))
                        .start(),
                portFile);
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
