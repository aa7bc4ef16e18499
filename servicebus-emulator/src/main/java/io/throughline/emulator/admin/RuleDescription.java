package io.throughline.emulator.admin;

import io.throughline.emulator.rules.BooleanFilter;
import io.throughline.emulator.rules.CorrelationFilter;
import io.throughline.emulator.rules.Filter;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.Sql;
import io.throughline.emulator.rules.SqlAction;
import io.throughline.emulator.rules.SqlFilter;
import io.throughline.emulator.rules.SystemProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Rules as XML. */
final class RuleDescription {

    private static final int SQL_VERSION = 20;

    private static final Map<String, SystemProperty> FIELDS = Map.of(
            "CorrelationId", SystemProperty.CORRELATION_ID,
            "MessageId", SystemProperty.MESSAGE_ID,
            "To", SystemProperty.TO,
            "ReplyTo", SystemProperty.REPLY_TO,
            "Label", SystemProperty.LABEL,
            "SessionId", SystemProperty.SESSION_ID,
            "ReplyToSessionId", SystemProperty.REPLY_TO_SESSION_ID,
            "ContentType", SystemProperty.CONTENT_TYPE);

    private RuleDescription() {}

    static Rule read(String name, Element description) {
        var filter = description.child("Filter").map(RuleDescription::filter).orElseGet(() -> new BooleanFilter(true));
        var action =
                description.child("Action").filter(element -> element.type().equals("SqlRuleAction"));
        return new Rule(name, filter, action.map(RuleDescription::action).orElse(null));
    }

    private static Filter filter(Element filter) {
        return switch (filter.type()) {
            case "TrueFilter" -> new BooleanFilter(true);
            case "FalseFilter" -> new BooleanFilter(false);
            case "SqlFilter" -> SqlFilter.parse(sql(filter));
            case "CorrelationFilter" -> correlation(filter);
            default -> throw new IllegalArgumentException("No such filter: " + filter.type());
        };
    }

    private static SqlAction action(Element action) {
        return SqlAction.parse(sql(action));
    }

    private static Sql sql(Element element) {
        var text = element.text("SqlExpression")
                .orElseThrow(() -> new IllegalArgumentException("SqlExpression is missing."));
        return new Sql(text, NamedValues.read(element, "Parameters"));
    }

    private static Filter correlation(Element filter) {
        var system = new HashMap<SystemProperty, String>();
        FIELDS.forEach((field, property) -> filter.text(field).ifPresent(text -> system.put(property, text)));
        return new CorrelationFilter(system, NamedValues.read(filter, "Properties"));
    }

    static Element of(Rule rule) {
        var action = rule.action() == null
                ? typed(Element.of("Action"), "EmptyRuleAction")
                : typed(expression("Action", rule.action().sql()), "SqlRuleAction");
        return Element.of("RuleDescription", describe(rule.filter()), action, Element.leaf("Name", rule.name()));
    }

    private static Element typed(Element element, String type) {
        return element.with(Map.of("type", type));
    }

    private static Element describe(Filter filter) {
        return switch (filter) {
            case SqlFilter sql -> typed(expression("Filter", sql.sql()), "SqlFilter");
            case BooleanFilter(var matching) ->
                typed(expression("Filter", Sql.of(matching ? "1=1" : "1=0")), matching ? "TrueFilter" : "FalseFilter");
            case CorrelationFilter correlation -> describe(correlation);
        };
    }

    private static Element expression(String name, Sql sql) {
        return Element.of(
                name,
                Element.leaf("SqlExpression", sql.text()),
                Element.leaf("CompatibilityLevel", SQL_VERSION),
                NamedValues.of("Parameters", sql.parameters()));
    }

    private static Element describe(CorrelationFilter filter) {
        var fields = new ArrayList<Element>();
        FIELDS.forEach((field, property) -> {
            if (filter.system().containsKey(property)) {
                fields.add(Element.leaf(field, filter.system().get(property)));
            }
        });
        fields.add(NamedValues.of("Properties", filter.properties()));
        return typed(Element.of("Filter").with(fields), "CorrelationFilter");
    }
}
