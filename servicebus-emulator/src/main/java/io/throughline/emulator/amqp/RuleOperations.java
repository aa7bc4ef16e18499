package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.Subscription;
import io.throughline.emulator.rules.BadFilterException;
import io.throughline.emulator.rules.CorrelationFilter;
import io.throughline.emulator.rules.Filter;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.SqlAction;
import io.throughline.emulator.rules.SqlFilter;
import io.throughline.emulator.rules.SystemProperty;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code $management} of a subscription does with its rules. */
final class RuleOperations {

    private static final Map<String, SystemProperty> FIELDS = Map.of(
            "correlation-id", SystemProperty.CORRELATION_ID,
            "message-id", SystemProperty.MESSAGE_ID,
            "to", SystemProperty.TO,
            "reply-to", SystemProperty.REPLY_TO,
            "label", SystemProperty.LABEL,
            "session-id", SystemProperty.SESSION_ID,
            "reply-to-session-id", SystemProperty.REPLY_TO_SESSION_ID,
            "content-type", SystemProperty.CONTENT_TYPE);

    private final Namespace namespace;
    private final String path;

    RuleOperations(Namespace namespace, String path) {
        this.namespace = namespace;
        this.path = path;
    }

    private Subscription subscription() {
        if (namespace.source(path) instanceof Subscription subscription) {
            return subscription;
        }
        throw new Refusal(Refusal.Reason.NOT_ALLOWED, "Only subscriptions have rules, not " + path);
    }

    Response add(Request request) {
        var name = request.text("rule-name").orElseThrow(() -> Request.missing("rule-name"));
        var description = map(request.field("rule-description").orElse(null));
        try {
            subscription().addRule(new Rule(name, filter(description), action(description)));
        } catch (BadFilterException | IllegalArgumentException e) {
            throw new Refusal(Refusal.Reason.INVALID, String.valueOf(e.getMessage()));
        }
        return Response.ok(Map.of());
    }

    Response remove(Request request) {
        subscription().removeRule(request.text("rule-name").orElseThrow(() -> Request.missing("rule-name")));
        return Response.ok(Map.of());
    }

    Response enumerate(Request request) {
        var rules = subscription().rules().stream()
                .skip(Math.max(0, request.number("skip")))
                .limit(Math.max(0, request.number("top")))
                .map(rule -> Map.<String, Object>of("rule-description", new DescribedRule(rule)))
                .toList();
        return rules.isEmpty() ? Response.empty() : Response.ok(Map.of("rules", rules));
    }

    private static Filter filter(Map<?, ?> description) {
        var sql = map(description.get("sql-filter")).get("expression");
        return sql == null ? correlation(map(description.get("correlation-filter"))) : SqlFilter.parse(sql.toString());
    }

    private static Filter correlation(Map<?, ?> fields) {
        var system = new LinkedHashMap<SystemProperty, String>();
        FIELDS.forEach((field, property) ->
                Optional.ofNullable(fields.get(field)).ifPresent(value -> system.put(property, value.toString())));
        return new CorrelationFilter(system, Dispositions.properties(map(fields.get("properties"))));
    }

    private static @Nullable SqlAction action(Map<?, ?> description) {
        var sql = map(description.get("sql-rule-action")).get("expression");
        return sql == null ? null : SqlAction.parse(sql.toString());
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
