package io.throughline.ingest.receive;

import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.receive.Refusal.Cause;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The addresses of the service as an OpenAPI document, read from its controllers. Summaries are a person's. */
final class OpenApiDocument {

    private static final String WEBHOOKS = "/webhooks/";

    /** What an address answers beyond what all of its kind do. */
    private static final Map<String, List<Integer>> ALSO = Map.of(
            "get /webhooks/{source}/{shop}", List.of(404, 405, 431),
            "options /webhooks/{source}/{shop}", List.of(404, 405, 431),
            "get /events/{id}/data", List.of(404),
            "get /events/{id}/erased-data", List.of(404),
            "get /replays/{id}", List.of(404),
            "get /admin/erasures/{id}", List.of(404),
            "post /replays/{id}/cancel", List.of(404),
            "post /replays", List.of(409));

    /** Where one address gives different things. */
    private static final Map<String, Map<Integer, String>> GIVES = Map.of(
            "post /replays",
            Map.of(
                    200, "io.throughline.ingest.publish.ReplayApi$Counted",
                    202, "io.throughline.ingest.store.Replay"));

    private final OpenApiSchemas schemas = new OpenApiSchemas();

    Map<String, Object> build() {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Class<?> controller : controllers()) {
            for (Method method : controller.getDeclaredMethods()) {
                operations(controller, method, paths);
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "order-ingest-service", "version", "1"));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "schemas",
                        schemas.named(),
                        "securitySchemes",
                        Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
        return document;
    }

    private static List<Class<?>> controllers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents("io.throughline.ingest").stream()
                .map(found -> String.valueOf(found.getBeanClassName()))
                .filter(name -> !name.equals(ErrorAnswers.class.getName()))
                .sorted()
                .<Class<?>>map(OpenApiDocument::named)
                .toList();
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private void operations(Class<?> controller, Method method, Map<String, Map<String, Object>> paths) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return;
        }
        RequestMapping whole = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        String path = (whole == null ? "" : whole.path()[0])
                + Stream.of(mapping.path()).findFirst().orElse("");
        for (RequestMethod verb : mapping.method()) {
            String name = verb.name().toLowerCase(Locale.ROOT);
            paths.computeIfAbsent(path, first -> new TreeMap<>())
                    .put(name, operation(name + " " + path, controller, method));
        }
    }

    private Map<String, Object> operation(String name, Class<?> controller, Method method) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", "");
        operation.put("operationId", name.replaceAll("[^a-z0-9]+", "-").replaceAll("-$", ""));
        if (!isOpen(name)) {
            operation.put("description", "Needs the role " + role(controller, method) + ".");
            operation.put("security", List.of(Map.of("token", List.of())));
        }
        List<Map<String, Object>> parameters = Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter(parameter).stream())
                .toList();
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        body(method).ifPresent(body -> operation.put("requestBody", body));
        if (name.startsWith("post " + WEBHOOKS)) {
            operation.put("requestBody", Map.of("required", true, "content", Map.of("*/*", Map.of())));
        }
        operation.put("responses", responses(name, method));
        return operation;
    }

    private static boolean isOpen(String name) {
        return name.contains(" " + WEBHOOKS);
    }

    private static Role role(Class<?> controller, Method method) {
        return Stream.of(method, controller)
                .flatMap(place ->
                        Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(place, Allows.class)).stream())
                .findFirst()
                .map(Allows::value)
                .orElse(Role.OPERATOR);
    }

    private Optional<Map<String, Object>> parameter(Parameter parameter) {
        boolean optional = parameter.getType() == Optional.class;
        if (parameter.isAnnotationPresent(PathVariable.class)) {
            return Optional.of(parameter(parameter, "path", parameter.getName(), true));
        }
        RequestParam query = parameter.getAnnotation(RequestParam.class);
        if (query != null) {
            return Optional.of(parameter(parameter, "query", parameter.getName(), query.required() && !optional));
        }
        RequestHeader header = parameter.getAnnotation(RequestHeader.class);
        return header == null
                ? Optional.empty()
                : Optional.of(parameter(parameter, "header", header.value(), header.required() && !optional));
    }

    private Map<String, Object> parameter(Parameter parameter, String in, String name, boolean required) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", name);
        described.put("in", in);
        described.put("required", required);
        described.put("schema", schemas.of(parameter.getParameterizedType()));
        return described;
    }

    private Optional<Map<String, Object>> body(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .findFirst()
                .map(parameter -> Map.of(
                        "required",
                        true,
                        "content",
                        Map.of("application/json", Map.of("schema", schemas.of(parameter.getParameterizedType())))));
    }

    private Map<String, Object> responses(String name, Method method) {
        Map<String, Object> responses = new TreeMap<>();
        refusals(name, method).forEach(code -> responses.put(String.valueOf(code), problem(code)));
        if (name.startsWith("post " + WEBHOOKS)) {
            responses.put("200", accepted());
        } else if (GIVES.containsKey(name)) {
            GIVES.get(name).forEach((code, type) -> responses.put(String.valueOf(code), given(named(type))));
        } else {
            responses.put("200", given(method.getGenericReturnType()));
        }
        responses.put("default", Map.of("description", "Unforeseen", "content", problemContent()));
        return responses;
    }

    private static List<Integer> refusals(String name, Method method) {
        List<Integer> codes = new ArrayList<>(ALSO.getOrDefault(name, List.of()));
        if (name.startsWith("post " + WEBHOOKS)) {
            Stream.of(Cause.values()).map(cause -> cause.status().value()).forEach(codes::add);
        } else if (!isOpen(name)) {
            codes.addAll(List.of(401, 403));
            Stream.of(method.getParameters()).forEach(parameter -> codes.addAll(refusals(parameter)));
            if (name.startsWith("post /admin/shops/")) {
                codes.add(404);
            }
        }
        return codes;
    }

    private static List<Integer> refusals(Parameter parameter) {
        if (parameter.isAnnotationPresent(RequestBody.class)) {
            return List.of(400, 415);
        }
        if (parameter.isAnnotationPresent(RequestHeader.class)) {
            return List.of(400, 409);
        }
        boolean converted = parameter.getType() != String.class
                && (parameter.isAnnotationPresent(PathVariable.class)
                        || parameter.isAnnotationPresent(RequestParam.class));
        return converted ? List.of(400) : List.of();
    }

    private Map<String, Object> problem(int code) {
        return Map.of("description", HttpStatus.valueOf(code).getReasonPhrase(), "content", problemContent());
    }

    private Map<String, Object> problemContent() {
        return Map.of("application/problem+json", Map.of("schema", schemas.of(ProblemDetail.class)));
    }

    private static Map<String, Object> accepted() {
        return Map.of(
                "description",
                "Committed, or known already; or the answer to a lifecycle request.",
                "headers",
                Map.of(
                        WebhookController.WEBHOOK_ID,
                        Map.of(
                                "description",
                                "Names the webhook, and each one of a batch.",
                                "schema",
                                Map.of("type", "string"))));
    }

    private Map<String, Object> given(Type type) {
        boolean unknown = type instanceof ParameterizedType generic
                && generic.getRawType() == ResponseEntity.class
                && !(generic.getActualTypeArguments()[0] instanceof Class<?>);
        return unknown
                ? Map.of("description", "OK")
                : Map.of(
                        "description", "OK", "content", Map.of("application/json", Map.of("schema", schemas.of(type))));
    }
}
