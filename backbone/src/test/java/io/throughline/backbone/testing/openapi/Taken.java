package io.throughline.backbone.testing.openapi;

import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/** What an address takes, and how it refuses what it cannot read. */
final class Taken {

    private final Schemas schemas;
    private final String path;
    private final List<Parameter> parameters;

    Taken(Schemas schemas, Address address) {
        this.schemas = schemas;
        this.path = address.name();
        this.parameters = List.of(address.method().getParameters());
    }

    List<Map<String, Object>> parameters() {
        return parameters.stream().flatMap(this::described).toList();
    }

    private Stream<Map<String, Object>> described(Parameter parameter) {
        Type type = parameter.getParameterizedType();
        if (isPath(parameter)) {
            return Arrays.stream(parameter.getType().getRecordComponents())
                    .map(part -> described("path", part.getName(), part.getGenericType()));
        }
        if (parameter.isAnnotationPresent(PathVariable.class)) {
            return Stream.of(described("path", parameter.getName(), type));
        }
        RequestParam query = parameter.getAnnotation(RequestParam.class);
        if (query != null) {
            return Stream.of(query(parameter, query));
        }
        RequestHeader header = parameter.getAnnotation(RequestHeader.class);
        if (header == null) {
            return Stream.of();
        }
        Map<String, Object> described = described("header", header.value(), type);
        described.put("required", header.required() && parameter.getType() != Optional.class);
        return Stream.of(described);
    }

    /** Bound from the path's variables. */
    private boolean isPath(Parameter parameter) {
        return parameter.getType().isRecord()
                && Arrays.stream(parameter.getType().getRecordComponents())
                        .allMatch(part -> path.contains("{" + part.getName() + "}"));
    }

    private Map<String, Object> query(Parameter parameter, RequestParam query) {
        Map<String, Object> described = described("query", parameter.getName(), parameter.getParameterizedType());
        described.put("required", mustBeGiven(parameter, query));
        if (!query.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
            Map<String, Object> schema = new LinkedHashMap<>(schemas.of(parameter.getParameterizedType()));
            schema.put("default", query.defaultValue());
            described.put("schema", schema);
        }
        return described;
    }

    private static boolean mustBeGiven(Parameter parameter, RequestParam query) {
        return query.required()
                && query.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                && parameter.getType() != Optional.class;
    }

    private Map<String, Object> described(String in, String name, Type type) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", name);
        described.put("in", in);
        described.put("required", true);
        described.put("schema", schemas.of(type));
        return described;
    }

    Optional<Map<String, Object>> body() {
        return parameters.stream()
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .findFirst()
                .map(parameter -> Map.of(
                        "required",
                        true,
                        "content",
                        Map.of("application/json", Map.of("schema", schemas.of(parameter.getParameterizedType())))));
    }

    Set<Integer> refusals() {
        Set<Integer> codes = new TreeSet<>();
        if (parameters.stream().anyMatch(this::mayBeWrong)) {
            codes.add(400);
        }
        if (body().isPresent()) {
            codes.addAll(List.of(400, 415));
        }
        return codes;
    }

    private boolean mayBeWrong(Parameter parameter) {
        if (isPath(parameter)) {
            return Arrays.stream(parameter.getType().getRecordComponents())
                    .anyMatch(part -> part.getType() != String.class);
        }
        RequestParam query = parameter.getAnnotation(RequestParam.class);
        boolean converted = parameter.getType() != String.class;
        return parameter.isAnnotationPresent(RequestHeader.class)
                || (query != null && (converted || mustBeGiven(parameter, query)))
                || (converted && parameter.isAnnotationPresent(PathVariable.class));
    }
}
