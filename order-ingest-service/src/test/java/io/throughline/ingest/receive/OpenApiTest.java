package io.throughline.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.DocumentedAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;

/** The document beside the code; that its codes are those that are answered, {@link DocumentedAddresses} sees to. */
class OpenApiTest {

    private static final Path FILE = Path.of("src/main/resources", DocumentedAddresses.FILE);

    private static final ObjectWriter SORTED = Json.mapper()
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    @Test
    void theDocumentTellsOfEveryAddressAsItIs() throws IOException {
        JsonNode written = Files.exists(FILE)
                ? Json.mapper().readTree(Files.readAllBytes(FILE))
                : Json.mapper().createObjectNode();
        JsonNode current = current(written);
        if (Boolean.getBoolean("throughline.rewrite")) {
            Files.writeString(FILE, SORTED.writeValueAsString(current) + "\n");
            return;
        }

        assertThat(written)
                .as("rewrite it: ./mvnw -pl order-ingest-service test -Dtest=OpenApiTest -Dthroughline.rewrite=true")
                .isEqualTo(current);
    }

    @Test
    void everyAddressSaysWhatItIsFor() {
        DocumentedAddresses.operations()
                .forEach((name, operation) -> assertThat(
                                operation.path("summary").asString())
                        .as(name)
                        .isNotBlank());
    }

    /** With the summaries that a person wrote. */
    private static JsonNode current(JsonNode written) {
        JsonNode current = Json.mapper().valueToTree(new OpenApiDocument().build());
        for (Map.Entry<String, JsonNode> path : current.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
                JsonNode summary = written.path("paths")
                        .path(path.getKey())
                        .path(verb.getKey())
                        .path("summary");
                ((ObjectNode) verb.getValue()).put("summary", summary.asString(""));
            }
        }
        return Json.mapper().readTree(Json.mapper().writeValueAsBytes(current));
    }
}
