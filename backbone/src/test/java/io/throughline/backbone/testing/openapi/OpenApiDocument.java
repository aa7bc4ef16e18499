package io.throughline.backbone.testing.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The addresses of a module as an OpenAPI document, read from its controllers. Summaries are a person's. */
final class OpenApiDocument {

    private final Schemas schemas;
    private final Particulars particulars;

    OpenApiDocument(Particulars particulars) {
        this.particulars = particulars;
        this.schemas = new Schemas(particulars.problemFields());
    }

    Map<String, Object> build() {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        Address.below(particulars.controllers(), RestController.class).forEach(address -> {
            String[] verbAndPath = address.name().split(" ", 2);
            paths.computeIfAbsent(verbAndPath[1], first -> new TreeMap<>()).put(verbAndPath[0], operation(address));
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", particulars.module(), "version", "1"));
        document.put("paths", paths);
        document.put(
                "components", Map.of("schemas", schemas.named(), "securitySchemes", particulars.securitySchemes()));
        return document;
    }

    private Map<String, Object> operation(Address address) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", "");
        operation.put(
                "operationId", address.name().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", ""));
        particulars.access(address).ifPresent(access -> {
            operation.put("description", access);
            operation.put("security", security());
        });
        Taken taken = new Taken(schemas, address);
        if (!taken.parameters().isEmpty()) {
            operation.put("parameters", taken.parameters());
        }
        taken.body().ifPresent(body -> operation.put("requestBody", body));
        Map<String, Response> responses = responses(address, taken.refusals());
        operation.put("responses", responses);
        particulars.finish(address, operation, responses);
        return operation;
    }

    private List<Map<String, List<String>>> security() {
        return particulars.securitySchemes().keySet().stream()
                .sorted()
                .map(name -> Map.of(name, List.<String>of()))
                .toList();
    }

    private Map<String, Response> responses(Address address, Set<Integer> refusals) {
        Map<String, Response> responses = new TreeMap<>();
        if (particulars.access(address).isPresent()) {
            Stream.of(401, 403).forEach(code -> responses.put(String.valueOf(code), problem(code)));
        }
        Stream.concat(refusals.stream(), particulars.refusals(address).stream())
                .forEach(code -> responses.put(String.valueOf(code), problem(code)));
        Map<Integer, Type> gives = particulars.gives(address);
        if (gives.isEmpty()) {
            gives = Map.of(success(address), address.method().getGenericReturnType());
        }
        gives.forEach((code, type) -> responses.put(String.valueOf(code), given(code, type)));
        responses.put("default", Response.of("Unforeseen", problemContent()));
        return responses;
    }

    private static int success(Address address) {
        return Stream.of(address.method(), address.controller())
                .flatMap(place ->
                        Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(place, ResponseStatus.class))
                                .stream())
                .findFirst()
                .map(ResponseStatus::code)
                .orElse(HttpStatus.OK)
                .value();
    }

    private Response problem(int code) {
        return Response.of(phrase(code), problemContent());
    }

    private Map<String, Object> problemContent() {
        return Map.of("application/problem+json", Map.of("schema", schemas.of(ProblemDetail.class)));
    }

    private static String phrase(int code) {
        return HttpStatus.valueOf(code).getReasonPhrase();
    }

    private Response given(int code, Type type) {
        boolean unknown = type instanceof ParameterizedType generic
                && generic.getRawType() == ResponseEntity.class
                && !(generic.getActualTypeArguments()[0] instanceof Class<?>);
        return unknown || type == void.class
                ? new Response(phrase(code), null, null)
                : Response.of(phrase(code), Map.of("application/json", Map.of("schema", schemas.of(type))));
    }
}
