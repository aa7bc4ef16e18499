package io.throughline.ingest.receive;

import io.throughline.backbone.testing.openapi.Address;
import io.throughline.backbone.testing.openapi.Particulars;
import io.throughline.backbone.testing.openapi.Response;
import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.receive.Refusal.Cause;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestHeader;

/** Storefronts are answered whoever they are, everybody else by role; a command that was obeyed already is told so. */
final class IngestParticulars implements Particulars {

    private static final String WEBHOOKS = " /webhooks/";

    private static final Map<String, List<Integer>> ALSO = Map.of(
            "get /webhooks/{source}/{shop}", List.of(404, 405, 431),
            "options /webhooks/{source}/{shop}", List.of(404, 405, 431),
            "get /events/{id}/data", List.of(404),
            "get /events/{id}/erased-data", List.of(404),
            "get /replays/{id}", List.of(404),
            "get /admin/erasures/{id}", List.of(404),
            "post /replays/{id}/cancel", List.of(404),
            "post /replays", List.of(409));

    private static final Map<String, Map<Integer, String>> GIVES = Map.of(
            "post /replays",
            Map.of(
                    200, "io.throughline.ingest.publish.ReplayApi$Counted",
                    202, "io.throughline.ingest.store.Replay"));

    @Override
    public String module() {
        return "order-ingest-service";
    }

    @Override
    public String controllers() {
        return "io.throughline.ingest";
    }

    @Override
    public Map<String, Object> securitySchemes() {
        return Map.of("token", Map.of("type", "http", "scheme", "bearer"));
    }

    @Override
    public Optional<String> access(Address address) {
        return isOfStorefront(address) ? Optional.empty() : Optional.of("Needs the role " + role(address) + ".");
    }

    private static boolean isOfStorefront(Address address) {
        return address.name().contains(WEBHOOKS);
    }

    private static boolean isWebhook(Address address) {
        return address.name().startsWith("post" + WEBHOOKS);
    }

    private static Role role(Address address) {
        return Stream.of(address.method(), address.controller())
                .flatMap(place ->
                        Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(place, Allows.class)).stream())
                .findFirst()
                .map(Allows::value)
                .orElse(Role.OPERATOR);
    }

    @Override
    public Collection<Integer> refusals(Address address) {
        List<Integer> codes = new ArrayList<>(ALSO.getOrDefault(address.name(), List.of()));
        if (isWebhook(address)) {
            Stream.of(Cause.values()).map(cause -> cause.status().value()).forEach(codes::add);
        }
        if (address.name().startsWith("post /admin/shops/")) {
            codes.add(404);
        }
        if (!isOfStorefront(address)
                && Arrays.stream(address.method().getParameters())
                        .anyMatch(parameter -> parameter.isAnnotationPresent(RequestHeader.class))) {
            codes.add(409);
        }
        return codes;
    }

    @Override
    public Map<Integer, Type> gives(Address address) {
        Map<Integer, Type> types = new TreeMap<>();
        GIVES.getOrDefault(address.name(), Map.of()).forEach((code, name) -> types.put(code, named(name)));
        return types;
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @Override
    public Map<String, Object> problemFields() {
        return Map.of("code", Map.of("type", "string", "description", "Stable kebab-case word, of a refused webhook."));
    }

    @Override
    public void finish(Address address, Map<String, Object> operation, Map<String, Response> responses) {
        if (isWebhook(address)) {
            operation.put("requestBody", Map.of("required", true, "content", Map.of("*/*", Map.of())));
            responses.put("200", accepted());
        }
    }

    private static Response accepted() {
        return new Response(
                "Committed, or known already; or the answer to a lifecycle request.",
                null,
                Map.of(
                        WebhookController.WEBHOOK_ID,
                        Map.of(
                                "description",
                                "Names the webhook, and each one of a batch.",
                                "schema",
                                Map.of("type", "string"))));
    }
}
