package io.throughline.stack.parts;

import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Where each part listens, on this machine only. */
public final class Ports {

    /** From here on Linux gives ports to outgoing connections, and other systems from further up. */
    private static final int EPHEMERAL = 32_768;

    private static final int LOWEST = 20_000;
    private static final int MOST_TRIED = 1_000;
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();
    private static final Pattern PORT = Pattern.compile("\\b[0-9]{4}\\b");

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = numbers;
    }

    /**
     * The usual ports, moved by environment variables.
     *
     * @throws StackException when one is taken or makes no sense
     */
    public static Ports usual(Lineup lineup, Map<String, String> environment) {
        Map<Port, Integer> numbers = new LinkedHashMap<>();
        for (Port port : lineup.ports()) {
            numbers.put(port, number(port, environment.getOrDefault(port.variable(), "" + port.preset())));
        }
        numbers.forEach(Ports::requireFree);
        return new Ports(numbers);
    }

    /**
     * Ports that nobody else has, and that the system gives to no outgoing connection: such a one may be in use by the
     * time that somebody listens there.
     */
    public static Ports free(Lineup lineup) {
        Map<Port, Integer> numbers = new HashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (Port port : lineup.ports()) {
                ServerSocket socket = anyFree();
                held.add(socket);
                numbers.put(port, socket.getLocalPort());
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException exhausted) {
            throw new StackException("This machine has no free ports", exhausted);
        }
        return new Ports(numbers);
    }

    private static ServerSocket anyFree() throws IOException {
        for (int tried = 1; ; tried++) {
            try {
                return new ServerSocket(RANDOM.nextInt(LOWEST, EPHEMERAL), 1, InetAddress.getLoopbackAddress());
            } catch (BindException taken) {
                if (tried == MOST_TRIED) {
                    throw taken;
                }
            }
        }
    }

    private static int number(Port port, String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new StackException(port.variable() + "=" + text + " is not a port (1 to 65535)");
        }
        return Integer.parseInt(text);
    }

    private static void requireFree(Port port, int number) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
        } catch (IOException taken) {
            throw new StackException(
                    "Port %d, where %s would listen, is taken. Stop who uses it, or choose another: %s=<port> ./run"
                            .formatted(number, port.listener(), port.variable()),
                    taken);
        }
    }

    public int of(Port port) {
        Integer number = numbers.get(port);
        if (number == null) {
            throw new IllegalStateException(port + " has no number");
        }
        return number;
    }

    /** A text that speaks of the usual ports, speaking of these. */
    String moved(String text) {
        Map<String, Integer> moved = new HashMap<>();
        numbers.forEach((port, number) -> moved.put("" + port.preset(), number));
        return PORT.matcher(text)
                .replaceAll(found -> moved.containsKey(found.group()) ? "" + moved.get(found.group()) : found.group());
    }

    /** Its address for HTTP. */
    public URI uri(Port port) {
        return URI.create("http://127.0.0.1:" + of(port));
    }
}
