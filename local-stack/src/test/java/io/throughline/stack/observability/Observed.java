package io.throughline.stack.observability;

import io.throughline.stack.runbook.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Where the files of observability are, and what is in them. */
final class Observed {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path FOLDER = ROOT.resolve("deploy/observability");
    static final Path PROMETHEUS = FOLDER.resolve("prometheus");
    static final Path RUNBOOKS = ROOT.resolve("docs/runbooks");

    private Observed() {}

    static List<Path> in(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Path> rules() {
        return in(PROMETHEUS.resolve("rules"), ".yaml");
    }

    /** Every alert of every file of rules. */
    static List<JsonNode> alerts() {
        return rules().stream()
                .flatMap(file -> yaml(file).path("groups").valueStream())
                .flatMap(group -> group.path("rules").valueStream())
                .filter(rule -> rule.has("alert"))
                .toList();
    }

    static List<String> expressionsOfRunbooks() {
        return Block.in(ROOT).stream()
                .filter(block -> block.mark().equals("promql"))
                .map(block -> block.text().strip())
                .toList();
    }

    /** With values in the place of Grafana's variables. */
    static List<String> queriesOfDashboards() {
        return dashboards().stream()
                .flatMap(dashboard -> dashboard.path("panels").valueStream())
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr")
                        .asString()
                        .replace("$__rate_interval", "5m")
                        .replace("$integration", "fulfillment-adapter"))
                .toList();
    }

    static List<JsonNode> dashboards() {
        return in(FOLDER.resolve("grafana"), ".json").stream()
                .map(Observed::yaml)
                .toList();
    }

    /** JSON too, which is YAML. */
    static JsonNode yaml(Path file) {
        return new YAMLMapper().readTree(file.toFile());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
