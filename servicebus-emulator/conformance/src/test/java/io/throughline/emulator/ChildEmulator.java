package io.throughline.emulator;

import static org.awaitility.Awaitility.await;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program in a process of its own, which can be killed. */
record ChildEmulator(Process process, String connectionString, int httpPort) implements AutoCloseable {

    private static final Pattern ANNOUNCED =
            Pattern.compile("Connection string: (?<connection>\\S+UseDevelopmentEmulator=true)\\R"
                    + "Health: http://127\\.0\\.0\\.1:(?<port>\\d+)/health");

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
                .atMost(Duration.ofSeconds(30))
                .until(() -> announced(output).find() || !process.isAlive());
        var announced = announced(output);
        if (!announced.find()) {
            throw new IllegalStateException("It ended: " + read(output));
        }
        return new ChildEmulator(process, announced.group("connection"), Integer.parseInt(announced.group("port")));
    }

    private static Matcher announced(Path output) {
        return ANNOUNCED.matcher(read(output));
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

    ServiceBusAdministrationClient administration() {
        return Bus.administration(connectionString, Optional.of(URI.create("http://127.0.0.1:" + httpPort)));
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
