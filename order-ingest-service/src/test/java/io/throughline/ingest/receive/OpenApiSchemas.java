package io.throughline.ingest.receive;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.JsonNode;

/** JSON Schemas of what the addresses take and give, read from the records. */
final class OpenApiSchemas {

    private static final Map<Class<?>, Map<String, Object>> PLAIN = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(UUID.class, Map.of("type", "string", "format", "uuid")),
            Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
            Map.entry(LocalDate.class, Map.of("type", "string", "format", "date")),
            Map.entry(BigInteger.class, Map.of("type", "integer")),
            Map.entry(URI.class, Map.of("type", "string", "format", "uri")),
            Map.entry(Integer.class, Map.of("type", "integer", "format", "int32")),
            Map.entry(int.class, Map.of("type", "integer", "format", "int32")),
            Map.entry(Long.class, Map.of("type", "integer", "format", "int64")),
            Map.entry(long.class, Map.of("type", "integer", "format", "int64")),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(JsonNode.class, Map.of("type", "object")),
            Map.entry(byte[].class, Map.of()));

    private final Map<String, Object> named = new TreeMap<>();

    OpenApiSchemas() {
        Map<String, Object> problem = object(Map.of(
                "type", Map.of("type", "string"),
                "title", Map.of("type", "string"),
                "status", Map.of("type", "integer"),
                "detail", Map.of("type", "string", "description", "What to do about it."),
                "instance", Map.of("type", "string"),
                "code", Map.of("type", "string", "description", "Stable kebab-case word, of a refused webhook.")));
        problem.put("required", List.of("status"));
        named.put(ProblemDetail.class.getSimpleName(), problem);
    }

    /** All that were referred to. */
    Map<String, Object> named() {
        return named;
    }

    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type first = generic.getActualTypeArguments()[0];
            return Collection.class.isAssignableFrom(raw) ? Map.of("type", "array", "items", of(first)) : of(first);
        }
        Class<?> plain = (Class<?>) type;
        if (PLAIN.containsKey(plain)) {
            return PLAIN.get(plain);
        }
        if (plain.isEnum()) {
            return Map.of(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(plain.getEnumConstants())
                            .map(Object::toString)
                            .toList());
        }
        return reference(plain);
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = type.getName().replaceFirst(".*\\.", "").replace('$', '.');
        if (!type.isRecord() && !named.containsKey(name)) {
            throw new IllegalStateException("No schema is known for " + type);
        }
        if (!named.containsKey(name)) {
            named.put(name, Map.of());
            named.put(name, record(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), of(component.getGenericType()));
            if (!mayBeAbsent(component.getAnnotatedType())) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = object(properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static boolean mayBeAbsent(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class)
                || (type.getType() instanceof ParameterizedType generic && generic.getRawType() == Optional.class);
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties instanceof LinkedHashMap ? properties : new TreeMap<>(properties));
        return schema;
    }
}
