package io.throughline.runtime.exchange;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.privacy.PersonalFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Takes personal data out of what was sent and what came back: whatever the event marks as personal, wherever it turns
 * up; e-mail addresses; and in JSON the values of fields that are called like it.
 */
public final class Masking {

    private static final String MASK = "***";
    private static final int MAX_EXCERPT = 2000;
    private static final int SHORTEST = 3;
    private static final Pattern EMAIL = Pattern.compile("[\\w.+%-]{1,64}(@|%40)[\\w.-]{1,253}");
    private static final Pattern PERSONAL_FIELD = Pattern.compile(
            "(?i).*(name|mail|phone|address|street|city|postal|postcode|zip|company|recipient|contact|note|comment).*");

    private final List<String> personal;

    private Masking(List<String> personal) {
        this.personal = personal;
    }

    /** What the records of events mark as personal. */
    public static Masking of(Object... records) {
        Set<String> found = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        Stream.of(records)
                .flatMap(record -> PersonalFields.valuesOf(record).stream())
                .filter(value -> value.length() >= SHORTEST)
                .forEach(found::add);
        return new Masking(List.copyOf(found));
    }

    /** For an attempt whose event could not be read. */
    public static Masking ofNothing() {
        return new Masking(List.of());
    }

    /** The text without personal data. */
    public String mask(String text) {
        String masked = text;
        for (String value : personal) {
            masked = masked.replace(value, MASK);
        }
        return EMAIL.matcher(masked).replaceAll(MASK);
    }

    String excerpt(String head, String body) {
        String masked = head + (body.isEmpty() ? "" : "\n" + maskedBody(body));
        String plain = mask(masked).replace("\u0000", "");
        return plain.length() <= MAX_EXCERPT ? plain : plain.substring(0, MAX_EXCERPT - 1) + "…";
    }

    /** The texts of a JSON document one after the other, without its punctuation and numbers. */
    String words(String body) {
        List<String> texts = new ArrayList<>();
        JsonNode document = parsed(body);
        if (document == null) {
            texts.add(body);
        } else {
            texts(document, texts);
        }
        return mask(String.join(" ", texts));
    }

    private static void texts(JsonNode node, List<String> found) {
        if (node.isString()) {
            found.add(node.stringValue());
        }
        node.forEach(child -> texts(child, found));
    }

    /** A document that was cut off is no JSON: of that only what the event marks is taken out. */
    private static String maskedBody(String body) {
        JsonNode document = parsed(body);
        return document == null ? body : masked(document, false).toString();
    }

    private static @Nullable JsonNode parsed(String body) {
        try {
            JsonNode document = Json.mapper().readTree(body);
            return document.isContainer() ? document : null;
        } catch (JacksonException other) {
            // A form, a page or a part of something: a text like any other.
            return null;
        }
    }

    private static JsonNode masked(JsonNode node, boolean personal) {
        if (node.isObject()) {
            var copy = Json.mapper().createObjectNode();
            node.forEachEntry((name, value) -> copy.set(
                    name, masked(value, personal || PERSONAL_FIELD.matcher(name).matches())));
            return copy;
        }
        if (node.isArray()) {
            var copy = Json.mapper().createArrayNode();
            node.forEach(value -> copy.add(masked(value, personal)));
            return copy;
        }
        return personal && !node.isNull() ? Json.mapper().getNodeFactory().stringNode(MASK) : node;
    }
}
