package io.throughline.stack.discovery;

import io.throughline.backbone.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Flows that were clicked together: the definition of a Logic App ({@code definition}: triggers and actions), or an
 * export with a list of flows, each a list of steps that name an application.
 */
final class FlowDefinition {

    private static final Pattern AGAIN = Pattern.compile("(?i)\"(?:fixed|exponential)\"");
    private static final Set<String> OFF = Set.of("off", "paused", "disabled", "false", "draft");
    private static final Map<String, Long> SECONDS =
            Map.of("second", 1L, "minute", 60L, "hour", 3600L, "day", 86_400L, "week", 604_800L);

    private final String place;

    FlowDefinition(Path file) {
        this.place = file.getFileName().toString();
    }

    static boolean looksLike(String text) {
        try {
            JsonNode tree = Json.mapper().readTree(text);
            return tree.isObject() && (!logicApp(tree).isMissingNode() || flows(tree) != null);
        } catch (JacksonException none) {
            return false;
        }
    }

    List<Sighting> sightings(String text) {
        JsonNode tree = Json.mapper().readTree(text);
        JsonNode flows = flows(tree);
        if (flows == null) {
            return List.of(ofLogicApp(tree.path("name").asString(place), logicApp(tree)));
        }
        List<Sighting> found = new ArrayList<>();
        flows.forEach(flow -> found.add(ofSteps(flow, found.size() + 1)));
        return found;
    }

    private static JsonNode logicApp(JsonNode tree) {
        JsonNode inner = tree.path("properties").path("definition");
        return inner.isObject() ? inner : tree.path("definition");
    }

    /** The first list of objects that have steps. */
    private static @Nullable JsonNode flows(JsonNode tree) {
        return tree.valueStream()
                .filter(value -> value.isArray() && value.path(0).path("steps").isArray())
                .findFirst()
                .orElse(null);
    }

    private Sighting ofLogicApp(String name, JsonNode definition) {
        String text = definition.toString();
        JsonNode recurrence = definition.path("triggers").findPath("recurrence");
        Duration every = recurrence.isMissingNode() ? null : every(recurrence);
        List<String> facts = new ArrayList<>();
        facts.add("Triggers: " + String.join(", ", definition.path("triggers").propertyNames()) + "; actions: "
                + String.join(", ", definition.path("actions").propertyNames()));
        if (every == null) {
            facts.add("It is told by a request; whoever sends it repeats or not: look there.");
        }
        return new Sighting(
                name,
                place,
                every,
                Guess.hosts(text),
                text,
                habits(AGAIN.matcher(text).find(), every != null),
                warned(text, facts));
    }

    private Sighting ofSteps(JsonNode flow, int number) {
        List<String> systems = new ArrayList<>();
        flow.path("steps")
                .forEach(step -> systems.add(
                        step.path("app").asString("").toLowerCase(Locale.ROOT).strip()));
        systems.removeIf(String::isEmpty);
        JsonNode state = flow.has("status") ? flow.path("status") : flow.path("enabled");
        List<String> facts = new ArrayList<>();
        if (OFF.contains(state.asString("").toLowerCase(Locale.ROOT))) {
            facts.add("It is switched off in the file: find out what does its work now.");
        }
        facts.add("Steps: " + String.join(", ", systems));
        String text = flow.toString();
        String name = flow.path("title").asString(flow.path("name").asString("flow " + number));
        return new Sighting(
                name, place + ", flow " + number, null, systems, text, habits(false, false), warned(text, facts));
    }

    private static List<String> warned(String text, List<String> facts) {
        if (Discretion.hides(text)) {
            facts.add(Discretion.WARNING);
        }
        return facts;
    }

    private static Set<Habit> habits(boolean again, boolean polls) {
        Set<Habit> habits = EnumSet.of(again ? Habit.TRIES_AGAIN : Habit.TRIES_ONCE);
        if (polls) {
            habits.add(Habit.POLLS);
        }
        return habits;
    }

    private static @Nullable Duration every(JsonNode recurrence) {
        Long unit = SECONDS.get(recurrence.path("frequency").asString("").toLowerCase(Locale.ROOT));
        return unit == null
                ? null
                : Duration.ofSeconds(
                        unit * Math.max(1, recurrence.path("interval").asInt(1)));
    }
}
