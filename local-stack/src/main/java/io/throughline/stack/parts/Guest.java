package io.throughline.stack.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An adapter that was added to the project: the list of modules is all that the stack needs to know of it, because its
 * configuration is named by convention and its downstream system is the plainest there is.
 *
 * @param stub where its downstream system listens
 */
public record Guest(Service service, Port stub) {

    private static final Pattern MODULE = Pattern.compile("<module>([a-z0-9-]+" + Service.ADAPTER + ")</module>");
    private static final int MOST = 50;

    /** Those that the root pom of this folder lists beside the adapters that are known, in its order. */
    static List<Guest> in(Path root) {
        List<String> known = Service.known().stream().map(Service::module).toList();
        List<Guest> guests = new ArrayList<>();
        for (String module : modules(root)) {
            if (!known.contains(module) && guests.size() < MOST) {
                guests.add(of(module, guests.size() + 1));
            }
        }
        return List.copyOf(guests);
    }

    private static List<String> modules(Path root) {
        try {
            return MODULE.matcher(Files.readString(root.resolve("pom.xml")))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param place 1 for the first: ports follow those of the known adapters */
    private static Guest of(String module, int place) {
        String name = prefix(module);
        Port management = new Port(name + "_MANAGEMENT", Port.INGEST.preset() + 100 + place, module + " (management)");
        Port stub = new Port(name + "_STUB", Port.INVENTORY_SYSTEM.preset() + place, "the stub for " + module);
        return new Guest(Service.adapter(module, management), stub);
    }

    /** First word of its environment variables: {@code RETURNS}. */
    private static String prefix(String module) {
        return Service.subject(module).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What its {@code application.yaml} takes from the environment. */
    Map<String, String> environment(String address, String token) {
        String prefix = prefix(service.module());
        return Map.of(prefix + "_BASE_URL", address, prefix + "_TOKEN", token);
    }
}
