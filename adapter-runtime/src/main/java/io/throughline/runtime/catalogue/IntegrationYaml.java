package io.throughline.runtime.catalogue;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.throughline.events.catalogue.CatalogueEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The catalogue entry, checked against its JSON Schema. */
public final class IntegrationYaml {

    private static final String FILE = "/integration.yaml";
    private static final String SCHEMA = "/schemas/integration.v1.json";

    private final YAMLMapper mapper = new YAMLMapper();

    /** @throws IllegalStateException naming every field that is missing, unknown or wrong */
    public CatalogueEntry read() {
        try (InputStream file = open(FILE)) {
            return read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FILE + " cannot be read", unreadable);
        }
    }

    /** @throws IllegalStateException naming every field that is missing, unknown or wrong */
    public CatalogueEntry read(InputStream yaml) throws IOException {
        JsonNode tree = mapper.readTree(yaml);
        try (InputStream schema = open(SCHEMA)) {
            List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema)
                    .validate(tree);
            if (!errors.isEmpty()) {
                throw new IllegalStateException("integration.yaml is wrong: "
                        + errors.stream().map(Error::toString).collect(Collectors.joining("; ")));
            }
        }
        return mapper.treeToValue(tree, CatalogueEntry.class);
    }

    private static InputStream open(String resource) {
        InputStream stream = IntegrationYaml.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException(resource + " is not on the class path; every adapter has one");
        }
        return stream;
    }
}
