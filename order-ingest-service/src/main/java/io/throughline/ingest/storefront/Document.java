package io.throughline.ingest.storefront;

import io.throughline.backbone.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A storefront's JSON object, read with patience: what is absent, null or blank is absent; numbers may be strings and
 * ids may be numbers. What is there but makes no sense is refused by its path.
 *
 * @param path where it stands in the body: {@code lines[0].price}; empty for the body itself
 */
public record Document(JsonNode node, String path) {

    /** Bounded, because 1e999999999 is a number too and would be written out in full. */
    private static final String DECIMAL = "[+-]?[0-9]{1,18}(\\.[0-9]{0,18})?([eE][+-]?[0-9])?";

    /** @throws NotUnderstoodException when the bytes are no JSON object, or a text holds a NUL character */
    public static Document parse(byte[] body) {
        JsonNode node = read(body);
        if (!node.isObject()) {
            throw new NotUnderstoodException("not-json", "The body is not a JSON object");
        }
        return new Document(node, "");
    }

    /** @throws NotUnderstoodException when the bytes are no JSON list, or a text holds a NUL character */
    public static List<Document> parseList(byte[] body) {
        JsonNode node = read(body);
        if (!node.isArray()) {
            throw new NotUnderstoodException("not-json", "The body is not a JSON list");
        }
        return new Document(Json.mapper().createObjectNode().set("", node), "").list("");
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode node = Json.mapper().readTree(body);
            refuseNul(node);
            return node;
        } catch (JacksonException malformed) {
            throw new NotUnderstoodException("not-json", "The body is not JSON" + placeOf(malformed), malformed);
        } catch (NumberFormatException immense) {
            throw new NotUnderstoodException("not-json", "The body holds a number of no sensible size", immense);
        }
    }

    private static String placeOf(JacksonException malformed) {
        return malformed.getLocation() == null
                ? ""
                : ": byte " + malformed.getLocation().getByteOffset();
    }

    /** PostgreSQL, and many a downstream system, cannot hold it. */
    private static void refuseNul(JsonNode node) {
        if (node.isString() && node.stringValue().indexOf('\0') >= 0) {
            throw new NotUnderstoodException("contains-nul", "A text of the body holds a NUL character");
        }
        node.forEach(Document::refuseNul);
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public Optional<String> text(String name) {
        JsonNode value = node.path(name);
        return value.isString() || value.isNumber()
                ? Optional.of(value.asString().strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A whole number as text, digit for digit, or a text. */
    public Optional<String> id(String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() ? Optional.of(value.bigIntegerValue().toString()) : text(name);
    }

    public String requiredId(String name) {
        return id(name).orElseThrow(() -> missing(name));
    }

    public Optional<BigDecimal> decimal(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && !text.get().matches(DECIMAL)) {
            throw new NotUnderstoodException("malformed-field", at(name) + " is no number of a sensible size");
        }
        return text.map(BigDecimal::new);
    }

    public boolean flag(String name) {
        return node.path(name).asBoolean(false);
    }

    public Optional<OffsetDateTime> time(String name) {
        try {
            return text(name).map(OffsetDateTime::parse);
        } catch (DateTimeException malformed) {
            throw new NotUnderstoodException("malformed-field", at(name) + " is no time with an offset", malformed);
        }
    }

    public OffsetDateTime requiredTime(String name) {
        return time(name).orElseThrow(() -> missing(name));
    }

    /** A time that is UTC without saying so: {@code 2026-05-04T08:00:00} or {@code 2026-05-04 08:00:00}. */
    public Optional<Instant> utc(String name) {
        try {
            return text(name).map(Document::asUtc);
        } catch (DateTimeException malformed) {
            throw new NotUnderstoodException("malformed-field", at(name) + " is no time", malformed);
        }
    }

    private static Instant asUtc(String text) {
        String iso = text.replace(' ', 'T');
        return iso.endsWith("Z") ? Instant.parse(iso) : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    /** A time as mail writes it: {@code Tue, 05 Mar 2019 21:40:11 +0000}. */
    public Optional<Instant> rfc2822(String name) {
        try {
            return text(name).map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException malformed) {
            throw new NotUnderstoodException("malformed-field", at(name) + " is no time of mail", malformed);
        }
    }

    public Instant requiredRfc2822(String name) {
        return rfc2822(name).orElseThrow(() -> missing(name));
    }

    public Instant requiredUtc(String name) {
        return utc(name).orElseThrow(() -> missing(name));
    }

    public Optional<Document> child(String name) {
        JsonNode value = node.path(name);
        return value.isObject() ? Optional.of(new Document(value, at(name))) : Optional.empty();
    }

    /** The objects of a list; empty when there is none. */
    public List<Document> list(String name) {
        JsonNode value = node.path(name);
        List<Document> children = new ArrayList<>();
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            children.add(new Document(value.get(i), at(name) + "[" + i + "]"));
        }
        return children;
    }

    /** The texts of a list; empty when there is none. */
    public List<String> texts(String name) {
        return node.path(name).isArray()
                ? node.path(name)
                        .valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .toList()
                : List.of();
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private NotUnderstoodException missing(String name) {
        return new NotUnderstoodException("missing-field", "The body has no " + at(name));
    }
}
