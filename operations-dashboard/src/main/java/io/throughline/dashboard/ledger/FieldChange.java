package io.throughline.dashboard.ledger;

import io.throughline.backbone.json.JsonLeaves;
import io.throughline.backbone.privacy.Mask;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field that differs between two versions of an event's data.
 *
 * @param path a JSON pointer: {@code /order/lines/0/sku}
 * @param before absent when the field is new
 * @param after absent when the field is gone
 */
public record FieldChange(
        String path, @Nullable String before, @Nullable String after) {

    /** Two versions of the same data. */
    public record Versions(JsonNode before, JsonNode after) {}

    /**
     * What differs between two versions, in the order in which it stands in them.
     *
     * @param shown the same versions as the reader may see them: where it hides a field, that it differs is still told
     */
    public static List<FieldChange> between(Versions versions, Versions shown) {
        Map<String, JsonNode> before = JsonLeaves.of(versions.before);
        Map<String, JsonNode> after = JsonLeaves.of(versions.after);
        Set<String> paths = new LinkedHashSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String path : paths) {
            JsonNode old = before.get(path);
            JsonNode now = after.get(path);
            if (old == null || !old.equals(now)) {
                changes.add(new FieldChange(path, text(old, shown.before, path), text(now, shown.after, path)));
            }
        }
        return changes;
    }

    /** Of a field that is hidden with all that is around it, the same word is told as of any other. */
    private static @Nullable String text(@Nullable JsonNode value, JsonNode shown, String path) {
        if (value == null) {
            return null;
        }
        JsonNode allowed = shown.at(path);
        return allowed.isMissingNode() ? Mask.HIDDEN : allowed.isString() ? allowed.asString() : allowed.toString();
    }
}
