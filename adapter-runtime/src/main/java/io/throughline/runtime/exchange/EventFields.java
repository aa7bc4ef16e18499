package io.throughline.runtime.exchange;

import io.throughline.backbone.json.JsonLeaves;
import io.throughline.backbone.privacy.Mask;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The data of an event, to be looked up by what they say. */
final class EventFields {

    /** Of a larger event the rest is not looked at: some 240 KB hold six thousand. */
    private static final int MOST = 10_000;

    private final JsonNode data;
    private final List<Said> all = new ArrayList<>();
    private final Map<String, Said> byPath = new HashMap<>();
    private final Map<Form, Map<String, List<Said>>> byForm = new HashMap<>();

    /**
     * A field of the event.
     *
     * @param leaf as it is compared: money as a decimal
     * @param told as the event says it
     * @param money whether it was minor units, or is compared as if it were
     */
    record Said(Leaf leaf, String told, boolean money, boolean personal) {

        String path() {
            return leaf.path();
        }
    }

    /** @param masked the same data without what is personal */
    EventFields(JsonNode data, JsonNode masked) {
        this.data = data;
        Map<String, JsonNode> leaves = JsonLeaves.of(data);
        leaves.entrySet().stream()
                .limit(MOST)
                .filter(field -> field.getValue().isValueNode())
                .forEach(field -> add(Leaf.of(field.getKey(), field.getValue()), isHidden(field.getKey(), masked)));
    }

    private static boolean isHidden(String path, JsonNode masked) {
        JsonNode shown = masked.at(path);
        return shown.isMissingNode() || (shown.isString() && shown.stringValue().equals(Mask.HIDDEN));
    }

    private void add(Leaf leaf, boolean personal) {
        if (leaf.path().endsWith("/exponent")) {
            return;
        }
        add(new Said(leaf, leaf.text(), false, personal));
        JsonNode exponent = data.at(leaf.parent()).path("exponent");
        if (leaf.path().endsWith("/minor") && exponent.isInt()) {
            String amount = new BigDecimal(leaf.text())
                    .movePointLeft(exponent.intValue())
                    .toPlainString();
            add(new Said(new Leaf(leaf.parent(), amount, false), leaf.text() + " minor units", true, personal));
        } else if (leaf.quoted() && leaf.text().matches("\\d{1,15}\\.\\d{1,6}")) {
            minorUnits(leaf)
                    .ifPresent(
                            minor -> add(new Said(new Leaf(leaf.path(), minor, false), leaf.text(), true, personal)));
        }
    }

    /** Of a unit price, whose currency is the order's. */
    private Optional<String> minorUnits(Leaf price) {
        BigDecimal minor = new BigDecimal(price.text())
                .movePointRight(data.at("/order/totals/total/exponent").asInt(2));
        return minor.stripTrailingZeros().scale() <= 0
                ? Optional.of(minor.toBigInteger().toString())
                : Optional.empty();
    }

    private void add(Said said) {
        all.add(said);
        byPath.putIfAbsent(said.path(), said);
        for (Form form : Form.values()) {
            form.of(said.leaf())
                    .forEach(key -> byForm.computeIfAbsent(form, any -> new LinkedHashMap<>())
                            .computeIfAbsent(key, any -> new ArrayList<>())
                            .add(said));
        }
    }

    List<Said> all() {
        return all;
    }

    Optional<Said> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** Fields that say the same as the given one, written in this form. */
    List<Said> like(Leaf sent, Form form) {
        List<String> keys = form.of(sent);
        return keys.isEmpty()
                ? List.of()
                : byForm.getOrDefault(form, Map.of()).getOrDefault(keys.getFirst(), List.of());
    }

    /** The object that a field stands in: a street line's is the address, not the list of lines. */
    String object(String path) {
        String parent = Leaf.parent(path);
        return !parent.isEmpty() && data.at(parent).isArray() ? object(parent) : parent;
    }

    int elements(String array) {
        JsonNode list = data.at(array);
        return list.isArray() ? list.size() : 0;
    }
}
