package io.throughline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTest {

    final JsonNode document = read();

    @Test
    void namesExactlyTheEventTypesThatArePublished() {
        Set<String> named =
                new TreeSet<>(document.at("/channels/orders/messages").propertyNames());

        assertThat(named)
                .isEqualTo(EventTypes.ALL.stream().map(EventType::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void namesExactlyTheTopicsOfTheBroker() {
        List<String> addresses = document.get("channels")
                .valueStream()
                .map(channel -> channel.get("address").stringValue())
                .toList();

        assertThat(addresses).containsExactlyInAnyOrder(Topology.ORDERS, Topology.OUTCOMES, Topology.COMMANDS);
    }

    @Test
    void everyReferenceInsideTheDocumentLeadsSomewhere() {
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .filteredOn(reference -> reference.startsWith("#"))
                .allSatisfy(
                        reference -> assertThat(document.at(pointer(reference)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }

    @Test
    void everySchemaItRefersToIsPublished() {
        assertThat(document.findValuesAsString("$ref"))
                .filteredOn(reference -> !reference.startsWith("#"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(AsyncApiTest.class.getResource("/" + reference))
                        .as(reference)
                        .isNotNull());
    }

    private static String pointer(String reference) {
        return reference.substring(1);
    }

    private static JsonNode read() {
        try (InputStream file = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
