package io.throughline.dashboard.intake;

import io.throughline.backbone.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is kept of a message that cannot be read: the attributes of its envelope that are no personal data, its length
 * and its hash, by which the whole is found again at its sender. An order tells who a person is; here nobody needs it.
 */
final class AttributesOnly {

    private static final List<String> ATTRIBUTES = List.of(
            "specversion",
            "id",
            "source",
            "subject",
            "type",
            "orderref",
            "orderseq",
            "time",
            "acceptedat",
            "origin",
            "traceparent",
            "test",
            "dataref",
            "kind",
            "integration",
            "commandId");
    private static final int LONGEST = 200;

    private AttributesOnly() {}

    static byte[] of(byte[] body) {
        ObjectNode kept = Json.mapper().createObjectNode();
        JsonNode read = read(body);
        for (String name : ATTRIBUTES) {
            JsonNode value = read.path(name);
            if (value.isValueNode() && value.asString().length() <= LONGEST) {
                kept.set(name, value);
            }
        }
        kept.put("bodyBytes", body.length).put("bodySha256", hash(body));
        return kept.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JacksonException noJson) {
            return Json.mapper().missingNode();
        }
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }
}
