package io.throughline.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a schema may not become: a reader of the baseline must be able to read what the schema allows, and what was
 * written under the baseline must stay valid. So a field may be added, and nothing else.
 */
final class Evolution {

    /** What makes a field's type, as far as our schemas use it. */
    private static final List<String> TYPE = List.of("type", "$ref", "const", "pattern", "format");

    private final List<String> breaks = new ArrayList<>();

    private Evolution() {}

    /** Each change of the baseline that a consumer or an old document would not bear, with the field's name. */
    static List<String> breaks(JsonNode baseline, JsonNode schema) {
        Evolution evolution = new Evolution();
        evolution.compare("", baseline, schema);
        baseline.path("$defs").forEachEntry((name, before) -> evolution.definition(name, before, schema.path("$defs")));
        return evolution.breaks;
    }

    /** Names of fields and definitions that the baseline does not have. */
    static Set<String> additions(JsonNode baseline, JsonNode schema) {
        Set<String> added = new TreeSet<>(fields(schema));
        added.removeAll(fields(baseline));
        return added;
    }

    private static Set<String> fields(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        collect("", schema, names);
        schema.path("$defs").forEachEntry((name, definition) -> collect(name + ".", definition, names));
        return names;
    }

    private static void collect(String prefix, JsonNode schema, Set<String> names) {
        schema.path("properties").forEachEntry((name, field) -> {
            names.add(prefix + name);
            collect(prefix + name + ".", field, names);
            collect(prefix + name + "[].", field.path("items"), names);
        });
    }

    private void definition(String name, JsonNode before, JsonNode definitions) {
        if (definitions.path(name).isMissingNode()) {
            breaks.add(name + " was removed");
        } else {
            compare(name + ".", before, definitions.path(name));
        }
    }

    private void compare(String prefix, JsonNode before, JsonNode after) {
        before.path("properties").forEachEntry((name, field) -> {
            JsonNode now = after.path("properties").path(name);
            if (now.isMissingNode()) {
                breaks.add(prefix + name + " was removed");
            } else {
                field(prefix + name, field, now);
            }
        });
        required(prefix, before, after);
    }

    private void field(String name, JsonNode before, JsonNode after) {
        for (String part : TYPE) {
            if (!before.path(part).equals(after.path(part))) {
                breaks.add(
                        name + ": " + part + " was " + said(before.path(part)) + " and is " + said(after.path(part)));
            }
        }
        before.path("enum").forEach(word -> {
            if (after.path("enum").valueStream().noneMatch(word::equals)) {
                breaks.add(name + ": the word " + word + " was removed");
            }
        });
        compare(name + ".", before, after);
        if (before.has("items")) {
            field(name + "[]", before.path("items"), after.path("items"));
        }
    }

    private void required(String prefix, JsonNode before, JsonNode after) {
        Set<String> was = names(before);
        Set<String> is = names(after);
        was.stream()
                .filter(name -> !is.contains(name))
                .forEach(name -> breaks.add(prefix + name + " was always there and need not be any more"));
        is.stream()
                .filter(name -> !was.contains(name))
                .forEach(name -> breaks.add(prefix + name + " need not be there before and must be now"));
    }

    private static Set<String> names(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("required").forEach(name -> names.add(name.stringValue()));
        return names;
    }

    private static String said(JsonNode part) {
        return part instanceof MissingNode ? "open" : part.toString();
    }
}
