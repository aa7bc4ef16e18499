package io.throughline.stack.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is needed to start one service.
 *
 * @param name the module's: {@code finance-adapter}
 * @param command program and arguments; never a secret, because everybody on the machine sees them
 * @param environment its configuration, secrets included, on top of ours
 * @param readiness answers 200 once the service is ready
 * @param log where its output goes
 * @param portVariable the environment variable that moves the service to another port
 */
public record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        URI readiness,
        Path log,
        String portVariable) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The configuration is left out: it holds secrets. */
    @Override
    public String toString() {
        return name + " " + command;
    }
}
