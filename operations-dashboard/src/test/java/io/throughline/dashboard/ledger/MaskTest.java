package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.privacy.Mask;
import io.throughline.backbone.privacy.PersonalFields;
import io.throughline.dashboard.Events;
import io.throughline.events.EventEnvelope;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MaskTest {

    final EventEnvelope<?> event = Events.changed(1, 2, Instant.parse("2026-11-23T09:00:00Z"));
    final String type = event.type().name();
    final JsonNode data = Json.mapper().valueToTree(event.data());

    @Test
    void hidesEverythingThatIsMarkedAndNothingElse() {
        var personal = PersonalFields.valuesOf(event.data());

        var shown = Mask.of(type, data);

        assertThat(personal).contains("Jane Doe", Events.email(1), "Main Street 7");
        assertThat(personal).allSatisfy(text -> assertThat(shown.toString()).doesNotContain(text));
        assertThat(shown.at("/order/customer/email").asString()).isEqualTo(Mask.HIDDEN);
        assertThat(shown.at("/order/lines")).isEqualTo(data.at("/order/lines"));
        assertThat(shown.at("/order/totals")).isEqualTo(data.at("/order/totals"));
        assertThat(shown.at("/change/fields/0").asString()).isEqualTo("note");
    }

    @Test
    void hidesAFieldThatNoRecordKnows() {
        ((ObjectNode) data.at("/order/customer")).put("nickname", "Janey");
        ((ObjectNode) data).putObject("friend").put("name", "Joe");

        var shown = Mask.of(type, data).toString();

        assertThat(shown).contains("nickname", "friend").doesNotContain("Janey", "Joe");
    }

    @Test
    void showsNothingOfATypeThatIsNotKnown() {
        assertThat(Mask.of("order.sung.v1", data).toString()).isEqualTo("\"***\"");
    }
}
