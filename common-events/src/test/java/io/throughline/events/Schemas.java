package io.throughline.events;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The published schemas, with references between them resolved from this module. */
final class Schemas {

    private static final String BASE = "https://schemas.throughline.example/";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(BASE, "classpath:schemas/")));

    private Schemas() {}

    static List<String> violations(String schema, JsonNode document) {
        Schema loaded = REGISTRY.getSchema(SchemaLocation.of(BASE + schema));
        return loaded.validate(document).stream().map(Object::toString).toList();
    }

    static JsonNode source(String schema) {
        try (InputStream file = Schemas.class.getResourceAsStream("/schemas/" + schema)) {
            return Samples.MAPPER.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
