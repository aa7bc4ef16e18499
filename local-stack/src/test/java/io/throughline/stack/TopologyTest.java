package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.events.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;

/** {@code deploy/topology/Config.json} against the contract's names and the integrations that there are. */
class TopologyTest {

    private static final Path ROOT = Path.of("..");
    private static final Path FILE = ROOT.resolve("deploy/topology/Config.json");
    private static final Pattern INTEGRATION = Pattern.compile("(?m)^integration:\\s*(\\S+)\\s*$");
    private static final String INGEST = "order-ingest-service";
    private static final String DASHBOARD = "operations-dashboard";

    /** Microsoft's unlimited time to live: what was not received must not disappear. */
    private static final String FOR_EVER = "P10675199DT2H48M5.4775807S";

    @Test
    void everyIntegrationHasItsSubscriptionsAndNobodyElse() throws IOException {
        String expected = expected();
        if (Boolean.getBoolean("throughline.rewrite")) {
            Files.writeString(FILE, expected);
        }

        assertThat(FILE)
                .as("rewrite it: ./mvnw -pl local-stack test -Dtest=TopologyTest -Dthroughline.rewrite=true")
                .hasContent(expected);
    }

    @Test
    void theEmulatorUnderstandsIt() throws IOException {
        NamespaceConfig config = NamespaceConfig.parse(Files.readString(FILE));

        assertThat(config.topics()).hasSize(3);
        assertThat(config.queues()).isEmpty();
    }

    private static String expected() throws IOException {
        List<String> integrations = integrations();
        assertThat(integrations)
                .as("integrations in ../*/src/main/resources/integration.yaml")
                .isNotEmpty();
        List<Map<String, Object>> topics = List.of(
                topic(Topology.ORDERS, with(integrations, DASHBOARD)),
                topic(Topology.OUTCOMES, List.of(DASHBOARD, INGEST)),
                topic(Topology.COMMANDS, with(integrations, INGEST)));
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

    private static List<String> integrations() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            Map<String, String> found = new TreeMap<>();
            for (Path module : modules.toList()) {
                Path file = module.resolve("src/main/resources/integration.yaml");
                if (Files.exists(file)) {
                    MatchResult name = INTEGRATION
                            .matcher(Files.readString(file))
                            .results()
                            .findFirst()
                            .orElseThrow();
                    found.put(name.group(1), name.group(1));
                }
            }
            return List.copyOf(found.keySet());
        }
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
                subscriptions.stream().map(TopologyTest::subscription).toList());
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
        Map<String, Object> map = new java.util.LinkedHashMap<>();
        for (int place = 0; place < namesAndValues.length; place += 2) {
            map.put((String) namesAndValues[place], namesAndValues[place + 1]);
        }
        return map;
    }
}
