package io.throughline.emulator;

import io.throughline.emulator.config.BadConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command line. */
final class ProgramOptions {

    static final String USAGE = """
            Usage: java -jar servicebus-emulator.jar [OPTION VALUE]...
              --config FILE     entities, as in the Config.json of Microsoft's emulator; none by default
              --port N          of AMQP; 5672 by default, 0 is any that is free
              --http-port N     of health, entities, faults and administration; 5300 by default, 0 is any that is free
              --data DIR        keeps everything there from one start to the next; in memory only by default
            """;

    private static final int AMQP_PORT = 5672;
    private static final int HTTP_PORT = 5300;
    private static final int LAST_PORT = 65_535;

    private ProgramOptions() {}

    /** @throws IllegalArgumentException if it cannot be understood */
    static EmulatorOptions read(List<String> arguments) {
        var options = EmulatorOptions.DEFAULT.withAmqpPort(AMQP_PORT).withHttpPort(HTTP_PORT);
        for (var i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            options = switch (name) {
                case "--config" -> options.withConfig(text(required(name, value)));
                case "--port" -> options.withAmqpPort(port(name, value));
                case "--http-port" -> options.withHttpPort(port(name, value));
                case "--data" -> options.withData(Path.of(required(name, value)));
                default -> throw new IllegalArgumentException("There is no option " + name);
            };
        }
        return options;
    }

    private static String required(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " wants a value");
        }
        return value;
    }

    private static int port(String name, String value) {
        if (!required(name, value).matches("\\d{1,5}") || Integer.parseInt(value) > LAST_PORT) {
            throw new IllegalArgumentException(name + " is a number from 0 to " + LAST_PORT + ", not " + value);
        }
        return Integer.parseInt(value);
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new BadConfigException("The configuration cannot be read: " + e, e);
        }
    }
}
