package io.throughline.stack.scaffold;

import io.throughline.stack.process.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code ./new-adapter} was asked for.
 *
 * @param subject first word of the module: {@code returns} of {@code returns-adapter}
 * @param system the downstream system, for a person
 */
record NewAdapter(String subject, String system, List<HandledEvent> events) {

    private static final String USAGE = """
            Usage: ./new-adapter <subject> --events <event>,<event>… [--system <name>]

            For example: ./new-adapter returns --events order.refunded --system "Returns Portal"
            """;

    NewAdapter {
        events = List.copyOf(events);
        if (!subject.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || subject.length() > 40) {
            throw new StackException("'" + subject + "' is no name for an adapter: small letters, digits and hyphens");
        }
        if (system.isBlank() || system.matches(".*[\\\\\"\n@{}<>].*")) {
            throw new StackException("'" + system + "' is no name for a system");
        }
        if (events.isEmpty()) {
            throw new StackException(USAGE);
        }
    }

    /** Ends the JVM: with 0 only when the adapter is there. */
    public static void main(String[] arguments) {
        try {
            NewAdapter wanted = of(List.of(arguments));
            Path root = Path.of("").toAbsolutePath();
            new AdapterFiles(root, wanted).write();
            System.out.println(
                    wanted.module() + " is there, with " + wanted.events().size() + " handler(s).");
        } catch (StackException impossible) {
            System.err.println(impossible.getMessage());
            System.exit(2);
        }
    }

    static NewAdapter of(List<String> arguments) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("--") || arguments.size() % 2 == 0) {
            throw new StackException(USAGE);
        }
        String subject = arguments.getFirst();
        String system = titled(subject);
        List<HandledEvent> events = List.of();
        for (int place = 1; place < arguments.size(); place += 2) {
            String value = arguments.get(place + 1);
            switch (arguments.get(place)) {
                case "--system" -> system = value;
                case "--events" -> events = events(value);
                default -> throw new StackException(USAGE);
            }
        }
        return new NewAdapter(subject, system, events);
    }

    private static List<HandledEvent> events(String names) {
        return Arrays.stream(names.split(","))
                .map(String::strip)
                .distinct()
                .map(HandledEvent::named)
                .toList();
    }

    String module() {
        return subject + "-adapter";
    }

    /** Last part of its package: {@code taxreports}. */
    String packageName() {
        return subject.replace("-", "");
    }

    /** First part of its classes' names: {@code TaxReports}. */
    String className() {
        return words().map(NewAdapter::capitalised).collect(Collectors.joining());
    }

    /** First part of its environment variables: {@code TAX_REPORTS}. */
    String prefix() {
        return subject.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private Stream<String> words() {
        return Arrays.stream(subject.split("-"));
    }

    private static String titled(String subject) {
        return "the " + subject.replace('-', ' ') + " system";
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** @throws StackException when the project has something of this name already */
    void requireNew(Path root) {
        if (Files.exists(root.resolve(module()))) {
            throw new StackException(module() + " exists already");
        }
    }
}
