package io.throughline.emulator;

import static org.awaitility.Awaitility.await;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, which can be killed. */
record ChildEmulator(Process process, String connectionString) implements AutoCloseable {

    private static final String ANNOUNCED = "Connection string: ";

    static ChildEmulator start(Path config, Path data) throws IOException {
        var output = Files.createTempFile(config.getParent(), "emulator-", ".log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmulatorProgram.class.getName(),
                        "--config",
                        config.toString(),
                        "--port",
                        "0",
                        "--http-port",
                        "0",
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().alias("announcement in " + output)
                .atMost(Duration.ofSeconds(10))
                .until(() -> announced(output).isPresent() || !process.isAlive());
        return new ChildEmulator(
                process, announced(output).orElseThrow(() -> new IllegalStateException("It ended: " + read(output))));
    }

    private static Optional<String> announced(Path output) {
        return read(output)
                .lines()
                .filter(line -> line.startsWith(ANNOUNCED) && line.endsWith("UseDevelopmentEmulator=true"))
                .map(line -> line.substring(ANNOUNCED.length()))
                .findFirst();
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Clients that do not try twice: what fails is known to have failed. */
    ServiceBusClientBuilder clients() {
        return new ServiceBusClientBuilder()
                .connectionString(connectionString)
                .retryOptions(new AmqpRetryOptions().setMaxRetries(0).setTryTimeout(Duration.ofSeconds(5)));
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            throw new IllegalStateException("It survived");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
