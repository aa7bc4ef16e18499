package io.throughline.stack.discovery;

import io.throughline.events.catalogue.FailureMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An {@code integration.yaml} that keeps to its schema, and says at each line what it knows that by. */
record Draft(Sighting seen) {

    private static final String UNKNOWN = "unknown";
    private static final Duration NOT_SAID = Duration.ofHours(1);

    String module() {
        return Guess.subject(system()) + "-adapter";
    }

    private String system() {
        return seen.systems().isEmpty() ? seen.name() : seen.systems().getLast();
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder();
        line(
                yaml,
                "# Draft from " + seen.place() + ". What a file cannot tell is marked ?: ask, and take the mark away.");
        seen.facts().forEach(fact -> line(yaml, "# " + Discretion.kept(fact)));
        field(yaml, "integration", module(), "? named after what it writes to");
        field(yaml, "title", seen.systems().isEmpty() ? seen.name() : seen.name() + " to " + system(), "?");
        field(yaml, "owner", UNKNOWN, "? who answers for it, and who really knows it");
        field(yaml, "downstream", system(), seen.systems().isEmpty() ? "? no other system is named" : "");
        field(yaml, "contract", UNKNOWN, "? where that system's interface is described, and its version");
        field(
                yaml,
                "business-impact",
                UNKNOWN,
                "? what goes wrong while it stands still; ask finance, not engineering");
        sla(yaml);
        events(yaml);
        modes(yaml);
        field(yaml, "legacy-path", seen.name() + " (" + seen.place() + ")", "");
        field(yaml, "migration-stage", "shadow", "nothing is moved yet");
        return yaml.toString();
    }

    private void sla(StringBuilder yaml) {
        Duration every = seen.every();
        line(yaml, "sla:");
        line(
                yaml,
                "  lag: " + (every == null ? NOT_SAID : every)
                        + (every == null
                                ? " # ? the file does not say how late it is"
                                : " # ? today it runs this often; how late is too late, and who says so"));
        line(yaml, "  target: 0.99 # ? count one day, order by order");
    }

    private void events(StringBuilder yaml) {
        Map<String, String> events = Guess.events(seen.words());
        line(yaml, "events:");
        if (events.isEmpty()) {
            line(yaml, "  - order.placed.v1 # ? nothing in the file says what it is about");
        }
        events.forEach(
                (event, word) -> line(yaml, "  - " + event + " # ? by the word '" + Discretion.kept(word) + "'"));
    }

    private void modes(StringBuilder yaml) {
        Set<Habit> habits = seen.habits().isEmpty() ? Set.of(Habit.UNKNOWN) : seen.habits();
        Map<FailureMode, String> modes = new LinkedHashMap<>();
        habits.forEach(habit -> modes.put(habit.mode(Guess.subject(system())), habit.because()));
        line(yaml, "failure-modes:");
        modes.forEach((mode, because) -> {
            line(yaml, "  # ? " + because);
            line(
                    yaml,
                    "  - {code: %s, likelihood: %s, impact: %s, detectability: %s, runbook: %s}"
                            .formatted(
                                    mode.code(),
                                    mode.likelihood(),
                                    mode.impact(),
                                    mode.detectability(),
                                    mode.runbook()));
        });
    }

    private static void field(StringBuilder yaml, String name, String value, String mark) {
        String quoted = "\""
                + Discretion.kept(value).replaceAll("[\\p{Cntrl}\"\\\\]", " ").strip() + "\"";
        line(yaml, name + ": " + quoted + (mark.isEmpty() ? "" : " # " + mark));
    }

    private static void line(StringBuilder yaml, String text) {
        yaml.append(text.replaceAll("\\p{Cntrl}", " ")).append('\n');
    }
}
