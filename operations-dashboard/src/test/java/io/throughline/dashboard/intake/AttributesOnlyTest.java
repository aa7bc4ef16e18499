package io.throughline.dashboard.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AttributesOnlyTest {

    @Test
    void keepsTheEnvelopeOfAnEventThatCannotBeReadAndNothingOfItsData() {
        JsonNode kept = kept("""
                {"specversion": "1.0", "id": "e-1", "type": "order.placed.v9", "orderseq": 4, "note": "Canary",
                 "data": {"order": {"customer": {"name": "Canary"}}}}
                """);

        assertThat(kept.toString()).doesNotContain("Canary");
        assertThat(kept.path("id").stringValue()).isEqualTo("e-1");
        assertThat(kept.path("type").stringValue()).isEqualTo("order.placed.v9");
        assertThat(kept.path("orderseq").intValue()).isEqualTo(4);
    }

    @Test
    void keepsLengthAndHashOfWhatIsNoJson() {
        JsonNode kept = kept("Canary: no JSON");

        assertThat(kept.path("bodyBytes").intValue()).isEqualTo(15);
        assertThat(kept.path("bodySha256").stringValue()).hasSize(64);
        assertThat(kept.toString()).doesNotContain("Canary");
    }

    private static JsonNode kept(String body) {
        return Json.mapper().readTree(AttributesOnly.of(body.getBytes(StandardCharsets.UTF_8)));
    }
}
