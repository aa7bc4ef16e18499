package io.throughline.emulator.faults;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faults as JSON. What cannot be read is refused with a sentence that names what can. */
final class FaultJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> FIELDS = Set.copyOf(fields());

    private FaultJson() {}

    private static List<String> fields() {
        return List.of("fault", "entity", "count", "for", "delay", "condition", "session");
    }

    static Fault read(byte[] body) {
        var json = parse(body);
        json.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "'" + name + "' is not known; known are " + String.join(", ", fields()));
                });
        var fault = Fault.of(FaultKind.of(text(json, "fault")), text(json, "entity"));
        if (json.has("count")) {
            fault = fault.times(count(json.get("count")));
        }
        if (json.has("for")) {
            fault = fault.lasting(duration(json, "for"));
        }
        if (json.has("delay")) {
            fault = fault.by(duration(json, "delay"));
        }
        if (json.has("session")) {
            fault = fault.in(text(json, "session"));
        }
        return json.has("condition") ? fault.because(AmqpError.of(text(json, "condition"))) : fault;
    }

    private static JsonNode parse(byte[] body) {
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The body is no JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("The body is a JSON object of " + String.join(", ", fields()));
    }

    private static String text(JsonNode json, String name) {
        var value = json.path(name);
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isString()) {
            throw new IllegalArgumentException("'" + name + "' is a text");
        }
        return value.stringValue();
    }

    private static int count(JsonNode value) {
        if (!value.isInt()) {
            throw new IllegalArgumentException("'count' is 1 to " + Fault.MOST + ": no fault is without bound");
        }
        return value.intValue();
    }

    private static Duration duration(JsonNode json, String name) {
        try {
            return Duration.parse(text(json, name));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + name + "' is a duration such as PT30S", e);
        }
    }

    static byte[] write(PlantedFault planted) {
        return JSON.writeValueAsBytes(shown(planted));
    }

    static byte[] write(List<PlantedFault> planted) {
        return JSON.writeValueAsBytes(planted.stream().map(FaultJson::shown).toList());
    }

    static byte[] write(String name, Object value) {
        return JSON.writeValueAsBytes(Map.of(name, value));
    }

    private static Map<String, Object> shown(PlantedFault planted) {
        var fault = planted.fault();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", planted.id());
        shown.put("fault", fault.kind().wireName());
        if (fault.kind().needsEntity()) {
            shown.put("entity", fault.entity());
        }
        if (fault.kind().takesDelay()) {
            shown.put("delay", fault.delay().toString());
        }
        if (fault.kind().takesCondition()) {
            shown.put("condition", fault.error().condition());
        }
        if (!fault.session().isEmpty()) {
            shown.put("session", fault.session());
        }
        shown.put("hits", planted.hits());
        shown.put("remaining", planted.remaining());
        shown.put("until", planted.until().toString());
        return shown;
    }
}
