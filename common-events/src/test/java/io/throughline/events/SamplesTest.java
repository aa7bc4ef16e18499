package io.throughline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.events.command.Command;
import io.throughline.events.outcome.OutcomeMessage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SamplesTest {

    static List<Path> events() {
        return Samples.startingWith("order.", "shipment.", "privacy.");
    }

    static List<Path> outcomes() {
        return Samples.startingWith("outcome.");
    }

    static List<Path> commands() {
        return Samples.startingWith("command.");
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsEveryEventEverPublished(Path sample) {
        JsonNode event = Samples.read(sample);
        EventType<?> type = EventTypes.named(event.get("type").stringValue()).orElseThrow();

        OrderEvent data = Samples.MAPPER.treeToValue(event.get("data"), type.payload());

        JsonNode written = Samples.written(data);
        assertThat(written).isEqualTo(event.get("data"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsValid(Path sample) {
        assertThat(Schemas.violations("event.v1.json", Samples.read(sample))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventWithABrokenSnapshotIsInvalid(Path sample) {
        JsonNode event = Samples.read(sample);

        ((ObjectNode) event.get("data").get("order").get("totals").get("total")).put("minor", "12.50");

        assertThat(Schemas.violations("event.v1.json", event))
                .singleElement()
                .asString()
                .contains("minor");
    }

    @Test
    void anEventWithoutItsDataSaysWhereTheyAreAndWhatTheyHashTo() {
        JsonNode event = Samples.read(Path.of("src/test/resources/samples/reference.order.placed.v1.json"));
        assertThat(Schemas.violations("event.v1.json", event)).isEmpty();

        ((ObjectNode) event).remove("datasha256");

        assertThat(Schemas.violations("event.v1.json", event)).isNotEmpty();
    }

    @Test
    void everyEventTypeHasASample() {
        assertThat(events().stream().map(sample -> sample.getFileName().toString()))
                .containsAll(EventTypes.ALL.stream()
                        .map(type -> type.name() + ".json")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void readsEveryOutcomeEverPublished(Path sample) {
        JsonNode message = Samples.read(sample);

        OutcomeMessage read = Samples.MAPPER.treeToValue(message, OutcomeMessage.class);

        JsonNode written = Samples.written(read);
        assertThat(written).isEqualTo(message);
        assertThat(Schemas.violations("outcome.v1.json", message)).isEmpty();
    }

    @Test
    void aGapThatEndsBeforeItBeginsCannotBeRead() {
        JsonNode message = Samples.read(Path.of("src/test/resources/samples/outcome.gaps.json"));

        ((ObjectNode) message.get("gaps").get(0)).put("toSequence", 1);

        assertThatThrownBy(() -> Samples.MAPPER.treeToValue(message, OutcomeMessage.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("No gap: 2 to 1");
    }

    @Test
    void everyKindOfCommandHasASampleNamedAfterIt() {
        assertThat(commands().stream().map(sample -> Samples.MAPPER.treeToValue(Samples.read(sample), Command.class)))
                .allSatisfy(command -> assertThat(command.kind()).isNotEmpty())
                .extracting(command -> "command." + command.kind() + ".json")
                .containsExactlyElementsOf(commands().stream()
                        .map(sample -> sample.getFileName().toString())
                        .toList());
    }

    @Test
    void aCommandInNobodysNameCannotBeRead() {
        JsonNode command = Samples.read(Path.of("src/test/resources/samples/command.retry-delivery.json"));

        ((ObjectNode) command.get("by")).put("role", "visitor");

        assertThatThrownBy(() -> Samples.MAPPER.treeToValue(command, Command.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("'visitor' is none of the roles");
        assertThat(Schemas.violations("command.v1.json", command)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void readsEveryCommandEverPublished(Path sample) {
        JsonNode message = Samples.read(sample);

        Command read = Samples.MAPPER.treeToValue(message, Command.class);

        JsonNode written = Samples.written(read);
        assertThat(written).isEqualTo(message);
        assertThat(Schemas.violations("command.v1.json", message)).isEmpty();
    }
}
