package io.throughline.emulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The emulator as a program: {@code java -jar … [--config Config.json] [--port N] [--http-port N] [--data DIR]}. */
final class EmulatorProgram {

    private static final int AMQP_PORT = 5672;
    private static final int HTTP_PORT = 5300;

    private EmulatorProgram() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        var options = EmulatorOptions.DEFAULT.withAmqpPort(AMQP_PORT).withHttpPort(HTTP_PORT);
        try (var emulator = Emulator.start(options(options, List.of(arguments)))) {
            announce(emulator, System.out);
            new CountDownLatch(1).await();
        }
    }

    static EmulatorOptions options(EmulatorOptions preset, List<String> arguments) throws IOException {
        var options = preset;
        for (var i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " wants a value");
            }
            var value = arguments.get(i + 1);
            options = switch (arguments.get(i)) {
                case "--config" -> options.withConfig(Files.readString(Path.of(value)));
                case "--port" -> options.withAmqpPort(Integer.parseInt(value));
                case "--data" -> options.withData(Path.of(value));
                case "--http-port" -> options.withHttpPort(Integer.parseInt(value));
                default ->
                    throw new IllegalArgumentException(
                            "Known are --config Config.json, --port N, --http-port N and --data DIR, not "
                                    + arguments.get(i));
            };
        }
        return options;
    }

    private static void announce(Emulator emulator, PrintStream out) {
        out.println("Service Bus emulator, for development and tests only.");
        out.println("Connection string: " + emulator.connectionString());
        out.println("Health: http://127.0.0.1:" + emulator.httpPort() + "/health");
        out.flush();
    }
}
