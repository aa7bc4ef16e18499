package io.throughline.stack.scaffold;

import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.runtime.catalogue.IntegrationYaml;
import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The {@code integration.yaml} of every module, in the order of the modules' names. */
public final class Catalogue {

    private static final String FILE = "src/main/resources/integration.yaml";

    private final List<CatalogueEntry> entries;

    private Catalogue(List<CatalogueEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads it from the sources.
     *
     * @param root the project's folder
     * @throws StackException when an entry is not what its schema demands, naming the module and every wrong field
     */
    public static Catalogue of(Path root) {
        try (Stream<Path> modules = Files.list(root)) {
            List<CatalogueEntry> entries = new ArrayList<>();
            for (Path module : modules.sorted().toList()) {
                if (Files.exists(module.resolve(FILE))) {
                    entries.add(read(module));
                }
            }
            return new Catalogue(entries);
        } catch (IOException unreadable) {
            throw new StackException("Cannot read the catalogue in " + root, unreadable);
        }
    }

    private static CatalogueEntry read(Path module) throws IOException {
        String name = module.getFileName().toString();
        try (InputStream file = Files.newInputStream(module.resolve(FILE))) {
            CatalogueEntry entry = new IntegrationYaml().read(file);
            if (!entry.integration().equals(name)) {
                throw new StackException(name + ": the field integration must be the module's name");
            }
            return entry;
        } catch (IllegalStateException wrong) {
            throw new StackException(name + ": " + wrong.getMessage(), wrong);
        }
    }

    public List<CatalogueEntry> entries() {
        return entries;
    }

    List<String> integrations() {
        return entries.stream().map(CatalogueEntry::integration).toList();
    }
}
