package io.throughline.stack.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Shell scripts that are kept as resources beside the class that runs them. */
public final class Scripts {

    private Scripts() {}

    /** The command line that runs the script with the arguments. */
    public static List<String> command(Class<?> beside, String script, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", read(beside, script), script));
        command.addAll(arguments);
        return command;
    }

    private static String read(Class<?> beside, String script) {
        try (InputStream in = beside.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException(script + " is not beside " + beside.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
