package io.throughline.ingest;

import io.throughline.backbone.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong on the way, or is made to do harm: the same for the same seed. */
public final class Mutations {

    private static final String[] BYTES = {
        "[[[[[[[[", "\0", "\\u0000", "1e999999999", "\"id\":1,\"id\":2,", "\uD83D", "{}{}", "-"
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "\"\"",
        "\" \"",
        "-1",
        "0",
        "1e9",
        "0.000000000000000001",
        "999999999999999999999999999999",
        "-9223372036854775808",
        "\"1e9\"",
        "\"999999999999999999\"",
        "\"-999999999999999999.99\"",
        "\"NaN\"",
        "\"XXX\"",
        "\"eur\"",
        "\"2026-13-45T99:99:99Z\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "\"-999999999-01-01T00:00:00+18:00\"",
        "\"Fri, 31 Feb 2026 10:00:00 +0000\"",
        "\"\uD83E\uDED6\"",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "[{}]",
        "{\"amount\":\"x\"}"
    };
    private static final String[] HEADERS = {
        "", " ", ",", "v1,", "v1,====", "v1a,AAAA", "=", "\u00e4", "%00", "-1", "99999999999999999999", "a.b", "\t"
    };

    private final Random random;

    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** One to three values, wherever they stand, are others or gone. */
    public byte[] json(ObjectNode sound) {
        ObjectNode tree = sound.deepCopy();
        for (int i = 0; i <= random.nextInt(3); i++) {
            List<JsonNode> parents = new ArrayList<>();
            collect(tree, parents);
            if (!parents.isEmpty()) {
                change(parents.get(random.nextInt(parents.size())));
            }
        }
        return Json.mapper().writeValueAsBytes(tree);
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainer() && !node.isEmpty()) {
            parents.add(node);
            node.forEach(child -> collect(child, parents));
        }
    }

    private void change(JsonNode parent) {
        JsonNode value = Json.mapper().readTree(VALUES[random.nextInt(VALUES.length)]);
        boolean removes = random.nextInt(6) == 0;
        switch (parent) {
            case ObjectNode object -> {
                List<String> names = List.copyOf(object.propertyNames());
                String name = names.get(random.nextInt(names.size()));
                if (removes) {
                    object.remove(name);
                } else {
                    object.set(name, value);
                }
            }
            case ArrayNode array -> array.set(random.nextInt(array.size()), value);
            default -> throw new IllegalStateException("Only containers have children");
        }
    }

    /** A byte is another, the end is missing, something is put in, or nothing is as it was. */
    public byte[] bytes(byte[] sound) {
        byte[] body = sound.clone();
        int at = random.nextInt(body.length);
        return switch (random.nextInt(4)) {
            case 0 -> {
                body[at] = (byte) random.nextInt(256);
                yield body;
            }
            case 1 -> Arrays.copyOf(body, at);
            case 2 -> inserted(body, at, BYTES[random.nextInt(BYTES.length)]);
            default -> {
                random.nextBytes(body);
                yield body;
            }
        };
    }

    private static byte[] inserted(byte[] body, int at, String nasty) {
        byte[] more = nasty.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(body, body.length + more.length);
        System.arraycopy(more, 0, all, at, more.length);
        System.arraycopy(body, at, all, at + more.length, body.length - at);
        return all;
    }

    /** One field is another, cut short or gone. */
    public Map<String, String> headers(Map<String, String> sound) {
        Map<String, String> changed = new TreeMap<>(sound);
        if (sound.isEmpty()) {
            return changed;
        }
        String name = List.copyOf(sound.keySet()).get(random.nextInt(sound.size()));
        String value = String.valueOf(sound.get(name));
        switch (random.nextInt(4)) {
            case 0 -> changed.remove(name);
            case 1 -> changed.put(name, value.substring(0, random.nextInt(value.length() + 1)));
            case 2 -> changed.put(name, HEADERS[random.nextInt(HEADERS.length)] + value);
            default -> changed.put(name, HEADERS[random.nextInt(HEADERS.length)]);
        }
        return changed;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }
}
