package io.throughline.emulator.config;

import io.throughline.emulator.rules.CorrelationFilter;
import io.throughline.emulator.rules.Filter;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.SqlAction;
import io.throughline.emulator.rules.SqlFilter;
import io.throughline.emulator.rules.SystemProperty;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the rules of a subscription. */
final class RuleReader {

    static final Set<String> KNOWN = Set.of("FilterType", "SqlFilter", "CorrelationFilter", "Action");

    private RuleReader() {}

    static Rule rule(String name, JsonNode node) {
        var properties = node.path("Properties");
        return new Rule(
                name, filter(properties), action(properties.path("Action").path("SqlExpression")));
    }

    private static Filter filter(JsonNode properties) {
        var type = properties.path("FilterType").asString("");
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "sql" ->
                SqlFilter.parse(
                        properties.path("SqlFilter").path("SqlExpression").asString(""));
            case "correlation" -> correlation(properties.path("CorrelationFilter"));
            default -> throw new BadConfigException("FilterType is Sql or Correlation, not '" + type + "'");
        };
    }

    private static @Nullable SqlAction action(JsonNode sql) {
        return sql.asString("").isEmpty() ? null : SqlAction.parse(sql.asString());
    }

    private static Filter correlation(JsonNode node) {
        var system = new HashMap<SystemProperty, String>();
        var properties = new HashMap<String, Object>();
        for (var field : node.properties()) {
            if (field.getKey().equals("Properties")) {
                field.getValue().properties().forEach(own -> properties.put(own.getKey(), value(own.getValue())));
            } else {
                var name = SystemProperty.named(field.getKey())
                        .orElseThrow(() -> new BadConfigException("No such property: " + field.getKey()));
                system.put(name, field.getValue().asString(""));
            }
        }
        return new CorrelationFilter(Map.copyOf(system), Map.copyOf(properties));
    }

    private static Object value(JsonNode node) {
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isNumber() ? new BigDecimal(node.asString()) : node.asString("");
    }
}
