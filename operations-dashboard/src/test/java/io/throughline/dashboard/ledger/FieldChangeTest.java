package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.privacy.Mask;
import io.throughline.dashboard.ledger.FieldChange.Versions;
import org.junit.jupiter.api.Test;

class FieldChangeTest {

    final Versions versions =
            new Versions(Json.mapper().readTree("""
                    {"order":{"note":"Ring twice","lines":[{"sku":"A"},{"sku":"B"}],"fees":[],"currency":"EUR"}}
                    """), Json.mapper().readTree("""
                    {"order":{"note":"Ring once","lines":[{"sku":"A"},{"sku":"C"}],"fees":["x"],"currency":"EUR","a/b":1}}
                    """));

    @Test
    void everyFieldThatDiffersIsNamedWithBothItsValues() {
        assertThat(FieldChange.between(versions, versions))
                .containsExactly(
                        new FieldChange("/order/note", "Ring twice", "Ring once"),
                        new FieldChange("/order/lines/1/sku", "B", "C"),
                        new FieldChange("/order/fees", "[]", null),
                        new FieldChange("/order/fees/0", null, "x"),
                        new FieldChange("/order/a~1b", null, "1"));
    }

    @Test
    void ofWhatIsHiddenItIsToldThatItDiffersAndNotHow() {
        var masked = new Versions(
                Mask.of("order.placed.v1", versions.before()), Mask.of("order.placed.v1", versions.after()));

        assertThat(FieldChange.between(versions, masked))
                .contains(
                        new FieldChange("/order/note", Mask.HIDDEN, Mask.HIDDEN),
                        new FieldChange("/order/lines/1/sku", "B", "C"));
    }
}
