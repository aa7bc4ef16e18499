package io.throughline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every document ever published in a version that must still be readable. */
final class Samples {

    /** Set up as the services set up theirs. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final Path FOLDER = Path.of("src", "test", "resources", "samples");

    private Samples() {}

    static List<Path> startingWith(String... prefixes) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file ->
                            Stream.of(prefixes).anyMatch(file.getFileName().toString()::startsWith))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode read(Path sample) {
        return MAPPER.readTree(sample.toFile());
    }

    /** The tree that a reader of what we write would see. */
    static JsonNode written(Object value) {
        return MAPPER.readTree(MAPPER.writeValueAsBytes(value));
    }
}
