package io.throughline.runtime.exchange;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.privacy.PersonalFields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;

/**
 * Takes personal data out of what was sent and what came back: whatever the event marks as personal, wherever it turns
 * up; e-mail addresses; and in JSON the values of fields that are called like it.
 */
public final class Masking {

    static final String MASK = "***";
    private static final int MAX_EXCERPT = 2000;
    private static final int SHORTEST = 3;
    private static final Pattern EMAIL = Pattern.compile("[\\w.+%-]{1,64}(@|%40)[\\w.-]{1,253}");
    private static final Pattern PERSONAL_FIELD =
            Pattern.compile("(?i).*(name|mail|phone|address|street|city|postal|postcode|zip|company|recipient|contact"
                    // a credit note is a document
                    + "|(?<!credit)(?<!credit_)note|comment).*");

    /** A short word that is written otherwise is another word: somebody may be called Post. */
    private static final int SHORTEST_IN_ANY_CASE = 5;

    private final List<Value> personal;

    private Masking(Set<String> personal) {
        this.personal = personal.stream().map(Value::of).toList();
    }

    /** A personal value, searched for in every text: most are in none, so that is found out cheaply. */
    private record Value(String text, String folded, Pattern pattern) {

        static Value of(String text) {
            boolean anyCase = text.length() >= SHORTEST_IN_ANY_CASE;
            int flags = anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
            return new Value(text, text.toLowerCase(Locale.ROOT), Pattern.compile(Pattern.quote(text), flags));
        }

        boolean mayBeIn(String whole, String foldedWhole) {
            return foldedWhole.contains(folded) || whole.contains(text);
        }
    }

    /** What the records of events mark as personal. */
    public static Masking of(Object... records) {
        Set<String> found = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        Stream.of(records)
                .flatMap(record -> PersonalFields.valuesOf(record).stream())
                .filter(value -> value.length() >= SHORTEST)
                .flatMap(Masking::spellings)
                .forEach(found::add);
        return new Masking(found);
    }

    /** As it stands in a form, in XML, and in JSON that was cut off and cannot be read. */
    private static Stream<String> spellings(String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String quoted = Json.mapper().writeValueAsString(value);
        String ascii =
                Json.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(value);
        return Stream.of(
                value,
                encoded,
                encoded.replace("+", "%20"),
                HtmlUtils.htmlEscape(value, "UTF-8"),
                quoted.substring(1, quoted.length() - 1),
                ascii.substring(1, ascii.length() - 1));
    }

    /** For an attempt whose event could not be read. */
    public static Masking ofNothing() {
        return new Masking(Set.of());
    }

    /** The text without personal data. */
    public String mask(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        String masked = text;
        for (Value value : personal) {
            if (value.mayBeIn(text, folded)) {
                masked = value.pattern().matcher(masked).replaceAll(MASK);
            }
        }
        return EMAIL.matcher(masked).replaceAll(MASK);
    }

    /** Whether the field, or one that it stands in, is called like something personal. */
    boolean isCalledPersonal(String path) {
        return PERSONAL_FIELD.matcher(path).matches();
    }

    String excerpt(String head, String body) {
        return bounded(head + (body.isEmpty() ? "" : "\n" + maskedBody(body)));
    }

    /** The beginning of a body. */
    String excerpt(String body) {
        return bounded(maskedBody(body));
    }

    private String bounded(String text) {
        return cut(mask(text).replace("\u0000", ""), MAX_EXCERPT);
    }

    /** Without half a character at the end. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
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

    static @Nullable JsonNode parsed(String body) {
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
