package io.throughline.emulator.config;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Walks the configuration from the top. */
final class ConfigReader {

    private static final System.Logger LOG = System.getLogger(ConfigReader.class.getName());

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private ConfigReader() {}

    static NamespaceConfig read(String json) {
        try {
            return namespace(JSON.readTree(json));
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new BadConfigException(
                    "The configuration is not JSON, line " + at.getLineNr() + ", column " + at.getColumnNr() + ": "
                            + e.getOriginalMessage().replaceAll(" \\(start marker at .*\\)", ""),
                    e);
        }
    }

    private static NamespaceConfig namespace(JsonNode root) {
        var namespaces = root.path("UserConfig").path("Namespaces");
        if (namespaces.size() != 1) {
            throw new BadConfigException("UserConfig.Namespaces holds exactly one namespace, not " + namespaces.size());
        }
        var namespace = namespaces.get(0);
        return new NamespaceConfig(
                each(namespace, "Queues", ConfigReader::queue), each(namespace, "Topics", ConfigReader::topic));
    }

    private static QueueDefinition queue(String name, JsonNode node) {
        return new QueueDefinition(name, new Properties(node.path("Properties")).queue());
    }

    private static TopicDefinition topic(String name, JsonNode node) {
        return new TopicDefinition(
                name,
                new Properties(node.path("Properties")).topic(),
                each(node, "Subscriptions", ConfigReader::subscription));
    }

    private static SubscriptionDefinition subscription(String name, JsonNode node) {
        var rules = each(node, "Rules", RuleReader::rule);
        return new SubscriptionDefinition(
                name,
                new Properties(node.path("Properties")).queue(),
                rules.isEmpty() ? List.of(Rule.everything()) : rules);
    }

    /** Every failure inside an element names it, so that the path to it is in the message. */
    private static <T> List<T> each(JsonNode parent, String field, BiFunction<String, JsonNode, T> read) {
        var elements = new ArrayList<T>();
        for (var node : parent.path(field)) {
            var name = node.path("Name").asString("");
            warnOfUnknown(field + " '" + name + "'", node.path("Properties"));
            try {
                elements.add(read.apply(name, node));
            } catch (RuntimeException e) {
                throw new BadConfigException(field + " '" + name + "': " + e.getMessage(), e);
            }
        }
        return elements;
    }

    /** Not refused: what Microsoft's emulator will know one day must not keep ours from starting. */
    private static void warnOfUnknown(String element, JsonNode properties) {
        var unknown = properties.propertyNames().stream()
                .filter(name -> !Properties.KNOWN.contains(name) && !RuleReader.KNOWN.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "{0}: not known, and without effect: {1}", element, unknown);
        }
    }
}
