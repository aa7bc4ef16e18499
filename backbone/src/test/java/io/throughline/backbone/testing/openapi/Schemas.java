package io.throughline.backbone.testing.openapi;

import io.throughline.backbone.json.Json;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;

/** JSON Schemas of what the addresses take and give, read from the records. */
final class Schemas {

    private static final Map<String, Object> ANYTHING = Map.of();
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> OBJECT = Map.of("type", "object");
    private static final Map<String, Object> NUMBER = Map.of("type", "number");
    private static final Map<String, Object> TRUTH = Map.of("type", "boolean");
    private static final Map<String, Object> INTEGER = Map.of("type", "integer", "format", "int32");
    private static final Map<String, Object> LONG = Map.of("type", "integer", "format", "int64");

    private static final Map<Class<?>, Map<String, Object>> PLAIN = Map.ofEntries(
            Map.entry(String.class, TEXT),
            Map.entry(UUID.class, text("uuid")),
            Map.entry(Instant.class, text("date-time")),
            Map.entry(LocalDate.class, text("date")),
            Map.entry(Duration.class, text("duration")),
            Map.entry(URI.class, text("uri")),
            Map.entry(Currency.class, TEXT),
            Map.entry(YearMonth.class, Map.of("type", "string", "pattern", "^\\d{4}-\\d{2}$")),
            Map.entry(BigInteger.class, Map.of("type", "integer")),
            Map.entry(BigDecimal.class, NUMBER),
            Map.entry(Double.class, NUMBER),
            Map.entry(double.class, NUMBER),
            Map.entry(Integer.class, INTEGER),
            Map.entry(int.class, INTEGER),
            Map.entry(Long.class, LONG),
            Map.entry(long.class, LONG),
            Map.entry(Boolean.class, TRUTH),
            Map.entry(boolean.class, TRUTH),
            Map.entry(JsonNode.class, OBJECT),
            Map.entry(Resource.class, OBJECT),
            Map.entry(Object.class, ANYTHING),
            Map.entry(byte[].class, ANYTHING));

    private final Map<String, Object> named = new TreeMap<>();

    /** @param problemFields what a module's problems tell beyond what all do */
    Schemas(Map<String, Object> problemFields) {
        Map<String, Object> fields = new TreeMap<>(problemFields);
        List.of("type", "title", "instance").forEach(field -> fields.put(field, TEXT));
        fields.put("status", Map.of("type", "integer"));
        fields.put("detail", Map.of("type", "string", "description", "What is wrong, or what to do about it."));
        Map<String, Object> problem = object(fields);
        problem.put("required", List.of("status"));
        named.put(ProblemDetail.class.getSimpleName(), problem);
    }

    private static Map<String, Object> text(String format) {
        return Map.of("type", "string", "format", format);
    }

    /** All that were referred to. */
    Map<String, Object> named() {
        return named;
    }

    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return of((Class<?>) generic.getRawType(), List.of(generic.getActualTypeArguments()));
        }
        Class<?> plain = (Class<?>) type;
        if (PLAIN.containsKey(plain)) {
            return PLAIN.get(plain);
        }
        if (plain.isEnum()) {
            List<String> words = Arrays.stream(plain.getEnumConstants())
                    .map(constant -> Json.mapper().valueToTree(constant).asString())
                    .toList();
            return Map.of("type", "string", "enum", words);
        }
        return reference(plain);
    }

    private Map<String, Object> of(Class<?> raw, List<Type> arguments) {
        if (Collection.class.isAssignableFrom(raw)) {
            return Map.of("type", "array", "items", of(arguments.getFirst()));
        }
        return Map.class.isAssignableFrom(raw)
                ? Map.of("type", "object", "additionalProperties", of(arguments.getLast()))
                : of(arguments.getFirst());
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
        Map<String, RecordComponent> components = Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, component -> component));
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (BeanPropertyDefinition property : written(type)) {
            RecordComponent component = components.get(property.getName());
            AnnotatedType value = component == null
                    ? ((Method) property.getAccessor().getMember()).getAnnotatedReturnType()
                    : component.getAnnotatedType();
            Map<String, Object> plain = limited(of(value.getType()), component);
            properties.put(property.getName(), mayBeAbsent(value) ? orNull(plain) : plain);
            if (!mayBeAbsent(value)) {
                required.add(property.getName());
            }
        }
        Map<String, Object> schema = object(properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    /** As Jackson sees it: a record may write more than its components, or less. */
    private static List<BeanPropertyDefinition> written(Class<?> type) {
        SerializationConfig config = Json.mapper().serializationConfig();
        ClassIntrospector introspector = config.classIntrospectorInstance().forOperation(config);
        JavaType known = Json.mapper().constructType(type);
        return introspector
                .introspectForSerialization(known, introspector.introspectClassAnnotations(known))
                .findProperties()
                .stream()
                .filter(BeanPropertyDefinition::couldSerialize)
                .toList();
    }

    private static boolean mayBeAbsent(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class)
                || (type.getType() instanceof ParameterizedType generic && generic.getRawType() == Optional.class);
    }

    /** As bodies of requests are checked. */
    private static Map<String, Object> limited(Map<String, Object> schema, @Nullable RecordComponent component) {
        Size size = component == null ? null : component.getAccessor().getAnnotation(Size.class);
        if (size == null || !"string".equals(schema.get("type"))) {
            return schema;
        }
        Map<String, Object> limited = new LinkedHashMap<>(schema);
        limited.put("maxLength", size.max());
        return limited;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        if (!(schema.get("type") instanceof String type) || schema.containsKey("enum")) {
            return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
        }
        Map<String, Object> either = new LinkedHashMap<>(schema);
        either.put("type", List.of(type, "null"));
        return either;
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        return schema;
    }
}
