package io.throughline.backbone.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;

/** The document beside the code. */
public final class DocumentFile {

    private static final Path FILE = Path.of("src/main/resources", DocumentedAddresses.FILE);

    private static final ObjectWriter SORTED = Json.mapper()
            .writer()
            .with(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Spacing.AFTER)
                            .withArrayEmptySeparator("")
                            .withObjectEmptySeparator(""))
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE))
            .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    private final Particulars particulars;

    public DocumentFile(Particulars particulars) {
        this.particulars = particulars;
    }

    /** It tells of every address as it is; with {@code throughline.rewrite}, it does so afterwards. */
    public void isCurrent() throws IOException {
        JsonNode written = Files.exists(FILE)
                ? Json.mapper().readTree(Files.readAllBytes(FILE))
                : Json.mapper().createObjectNode();
        JsonNode current = current(written);
        if (Boolean.getBoolean("throughline.rewrite")) {
            Files.writeString(FILE, SORTED.writeValueAsString(current) + "\n");
            return;
        }
        assertThat(written)
                .as(
                        "rewrite it: ./mvnw -pl %s test -Dtest=OpenApiTest -Dthroughline.rewrite=true",
                        particulars.module())
                .isEqualTo(current);
    }

    /** Every address says what it is for. */
    public void hasSummaries() {
        SortedMap<String, JsonNode> operations = new DocumentedAddresses().operations();
        assertThat(operations).isNotEmpty();
        operations.forEach((name, operation) ->
                assertThat(operation.path("summary").asString()).as(name).isNotBlank());
    }

    /** With the summaries that a person wrote. */
    private JsonNode current(JsonNode written) {
        JsonNode current = Json.mapper().valueToTree(new OpenApiDocument(particulars).build());
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
