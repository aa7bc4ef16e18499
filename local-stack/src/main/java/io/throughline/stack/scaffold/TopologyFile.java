package io.throughline.stack.scaffold;

import io.throughline.backbone.json.Json;
import io.throughline.events.Topology;
import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;

/** {@code deploy/topology/Config.json}, from the contract's names and the integrations that there are. */
public final class TopologyFile {

    private static final String INGEST = "order-ingest-service";
    private static final String DASHBOARD = "operations-dashboard";

    /** Microsoft's unlimited time to live: what was not received must not disappear. */
    private static final String FOR_EVER = "P10675199DT2H48M5.4775807S";

    private final Path root;

    /** @param root the project's folder */
    public TopologyFile(Path root) {
        this.root = root;
    }

    public Path path() {
        return root.resolve("deploy/topology/Config.json");
    }

    /** Writes it as it has to be. */
    public void write() {
        try {
            Files.writeString(path(), content());
        } catch (IOException unwritable) {
            throw new StackException("Cannot write " + path(), unwritable);
        }
    }

    /** What has to be in it. */
    public String content() {
        List<String> integrations = integrations();
        List<Map<String, Object>> topics = List.of(
                topic(Topology.ORDERS, with(integrations, DASHBOARD)),
                topic(Topology.OUTCOMES, List.of(DASHBOARD, INGEST)),
                topic(Topology.COMMANDS, with(with(integrations, INGEST), DASHBOARD)));
        Map<String, Object> namespace = ordered("Name", "sbemulatorns", "Queues", List.of(), "Topics", topics);
        return Json.mapper()
                        .rebuild()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(Map.of(
                                "UserConfig",
                                ordered("Namespaces", List.of(namespace), "Logging", Map.of("Type", "File"))))
                + "\n";
    }

    /** The names in the {@code integration.yaml} of the project's modules, in order. */
    public List<String> integrations() {
        return Catalogue.of(root).integrations();
    }

    private static List<String> with(List<String> integrations, String another) {
        return Stream.concat(integrations.stream(), Stream.of(another)).toList();
    }

    private static Map<String, Object> topic(String name, List<String> subscriptions) {
        return ordered(
                "Name",
                name,
                "Properties",
                ordered("DefaultMessageTimeToLive", FOR_EVER, "RequiresDuplicateDetection", false),
                "Subscriptions",
                subscriptions.stream().map(TopologyFile::subscription).toList());
    }

    private static Map<String, Object> subscription(String module) {
        return ordered(
                "Name",
                module,
                "Properties",
                ordered(
                        "DeadLetteringOnMessageExpiration",
                        true,
                        "DefaultMessageTimeToLive",
                        FOR_EVER,
                        "LockDuration",
                        "PT1M",
                        "MaxDeliveryCount",
                        100,
                        "RequiresSession",
                        false),
                "Rules",
                List.of(ordered(
                        "Name",
                        "target",
                        "Properties",
                        ordered(
                                "FilterType",
                                "Sql",
                                "SqlFilter",
                                Map.of("SqlExpression", Topology.filterOf(module))))));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int place = 0; place < namesAndValues.length; place += 2) {
            map.put((String) namesAndValues[place], namesAndValues[place + 1]);
        }
        return map;
    }
}
