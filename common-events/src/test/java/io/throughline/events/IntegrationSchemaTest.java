package io.throughline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class IntegrationSchemaTest {

    @Test
    void acceptsACompleteEntry() {
        assertThat(Schemas.violations("integration.v1.json", entry(entry -> {})))
                .isEmpty();
    }

    @Test
    void refusesAFieldItDoesNotKnow() {
        assertThat(Schemas.violations("integration.v1.json", entry(entry -> entry.put("ownr", "Logistics"))))
                .isNotEmpty();
    }

    @Test
    void refusesAMissingField() {
        assertThat(Schemas.violations("integration.v1.json", entry(entry -> entry.remove("owner"))))
                .isNotEmpty();
    }

    @Test
    void refusesALagThatIsNoDuration() {
        assertThat(Schemas.violations("integration.v1.json", entry(entry -> sla(entry, "5 minutes"))))
                .isNotEmpty();
        assertThat(Schemas.violations("integration.v1.json", entry(entry -> sla(entry, "PT"))))
                .isNotEmpty();
        assertThat(Schemas.violations("integration.v1.json", entry(entry -> sla(entry, "P1DT12H"))))
                .isEmpty();
    }

    @Test
    void refusesAStageOfItsOwn() {
        assertThat(Schemas.violations("integration.v1.json", entry(entry -> entry.put("migration-stage", "done"))))
                .isNotEmpty();
    }

    private static void sla(ObjectNode entry, String lag) {
        ((ObjectNode) entry.get("sla")).put("lag", lag);
    }

    private static JsonNode entry(Consumer<ObjectNode> change) {
        JsonNode announcement = Samples.read(Path.of("src/test/resources/samples/outcome.announcement.json"));
        ObjectNode entry = (ObjectNode) announcement.get("entry");
        change.accept(entry);
        return entry;
    }
}
