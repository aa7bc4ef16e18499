package io.throughline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas against what was published: {@code baselines} holds each as it was when it was last added to. */
class EvolutionTest {

    static final Path BASELINES = Path.of("src", "test", "resources", "baselines");

    @ParameterizedTest
    @ValueSource(
            strings = {"event.v1.json", "order.v1.json", "outcome.v1.json", "command.v1.json", "integration.v1.json"})
    void takesNothingAwayFromWhatWasPublished(String schema) throws IOException {
        JsonNode now = Schemas.source(schema);
        Path file = BASELINES.resolve(schema);
        if (Files.exists(file)) {
            assertThat(Evolution.breaks(Samples.read(file), now)).as(schema).isEmpty();
        }
        if (Boolean.getBoolean("throughline.rewrite")) {
            Files.createDirectories(BASELINES);
            Files.write(file, Samples.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(now));
        }
        assertThat(Evolution.additions(Samples.read(file), now))
                .as("fields of %s that the baseline does not have; add them with -Dthroughline.rewrite=true", schema)
                .isEmpty();
    }

    @Test
    void everySchemaHasABaseline() throws IOException {
        try (var schemas = Files.list(Path.of("src", "main", "resources", "schemas"))) {
            assertThat(schemas)
                    .allSatisfy(schema ->
                            assertThat(BASELINES.resolve(schema.getFileName())).exists());
        }
    }

    @Test
    void aFieldMayBeAdded() {
        assertThat(breaks(
                        "order.v1.json",
                        order -> properties(order).putObject("giftMessage").put("type", "string")))
                .isEmpty();
    }

    @Test
    void aFieldThatIsRemovedIsRefusedByName() {
        assertThat(breaks("order.v1.json", order -> properties(order).remove("displayNumber")))
                .contains("displayNumber was removed");
        assertThat(breaks(
                        "outcome.v1.json",
                        outcome -> properties(definition(outcome, "Heartbeat")).remove("waiting")))
                .containsExactly("Heartbeat.waiting was removed");
    }

    @Test
    void aFieldThatIsRenamedIsRefused() {
        assertThat(breaks("command.v1.json", command -> {
                    ObjectNode fields = properties(definition(command, "RetryDelivery"));
                    fields.set("orderReference", fields.remove("orderRef"));
                }))
                .containsExactly("RetryDelivery.orderRef was removed");
    }

    @Test
    void aFieldOfAnotherTypeIsRefusedByName() {
        assertThat(breaks(
                        "event.v1.json",
                        event -> ((ObjectNode) properties(event).get("orderseq")).put("type", "string")))
                .containsExactly("orderseq: type was \"integer\" and is \"string\"");
        assertThat(breaks(
                        "order.v1.json",
                        order -> ((ObjectNode) properties(order).get("totals")).put("$ref", "#/$defs/Money")))
                .singleElement()
                .asString()
                .startsWith("totals: $ref was ");
    }

    @Test
    void aWordThatIsTakenAwayIsRefused() {
        assertThat(breaks(
                        "event.v1.json",
                        event -> ((ArrayNode) properties(event).get("origin").get("enum")).remove(1)))
                .containsExactly("origin: the word \"reconcile\" was removed");
    }

    @Test
    void whatWasAlwaysThereStaysSoAndNothingElseMustBe() {
        assertThat(breaks("event.v1.json", event -> ((ArrayNode) event.get("required")).remove(0)))
                .containsExactly("specversion was always there and need not be any more");
        assertThat(breaks("event.v1.json", event -> ((ArrayNode) event.get("required")).add("data")))
                .containsExactly("data need not be there before and must be now");
    }

    @Test
    void aWholeRecordThatIsRemovedIsRefused() {
        assertThat(breaks("outcome.v1.json", outcome -> ((ObjectNode) outcome.get("$defs")).remove("Gap")))
                .containsExactly("Gap was removed");
    }

    @Test
    void tellsWhichFieldsAreNew() {
        JsonNode baseline = Schemas.source("order.v1.json");
        ObjectNode grown = (ObjectNode) Schemas.source("order.v1.json");
        properties(grown).putObject("giftMessage").put("type", "string");

        assertThat(Evolution.additions(baseline, grown)).containsExactly("giftMessage");
    }

    private static List<String> breaks(String schema, Consumer<ObjectNode> planted) {
        ObjectNode changed = (ObjectNode) Schemas.source(schema);
        planted.accept(changed);
        return Evolution.breaks(Schemas.source(schema), changed);
    }

    private static ObjectNode properties(JsonNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static JsonNode definition(JsonNode schema, String name) {
        return schema.get("$defs").get(name);
    }
}
