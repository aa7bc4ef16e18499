package io.throughline.stack.scaffold;

import io.throughline.backbone.json.Json;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;

/** What is made from the catalogue for people, for Prometheus and for the dashboard. */
public final class GeneratedFiles {

    /** Where the alerts are, one file an integration, beside those that no integration has. */
    public static final String RULES = "deploy/observability/prometheus/rules";

    private final Path root;

    /** @param root the project's folder */
    public GeneratedFiles(Path root) {
        this.root = root;
    }

    /** What has to be in each, by its path below the project's folder. */
    public Map<String, String> contents() {
        Catalogue catalogue = Catalogue.of(root);
        Map<String, String> contents = new TreeMap<>();
        contents.put("docs/integrations.md", new CataloguePage(catalogue).content());
        contents.put("operations-dashboard/src/main/resources/catalogue.json", json(catalogue));
        for (CatalogueEntry entry : catalogue.entries()) {
            contents.put(RULES + "/" + entry.integration() + ".yaml", new AlertRules(entry).content());
        }
        return contents;
    }

    /** What the dashboard holds against what runs. */
    private static String json(Catalogue catalogue) {
        return Json.mapper()
                        .rebuild()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(catalogue.entries())
                + "\n";
    }

    /** Writes them as they have to be. */
    public void write() {
        contents().forEach(this::write);
    }

    private void write(String path, String content) {
        Path file = root.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException unwritable) {
            throw new StackException("Cannot write " + file, unwritable);
        }
    }
}
