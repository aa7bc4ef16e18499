package io.throughline.stack;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's modules as they were compiled, and who of them may import whom. */
final class FloorPlan {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Modules that need not be built for the others to run; they are looked at when they are there. */
    static final Set<String> OPTIONAL = Set.of("benchmarks");

    /** Packages of the runtime that an adapter may see: its root, and one for each facility. */
    static final Set<String> FOR_ADAPTERS = Set.of(
            "io.throughline.runtime",
            "io.throughline.runtime.books",
            "io.throughline.runtime.lane",
            "io.throughline.runtime.stock",
            "io.throughline.runtime.token");

    static final long MOST_LINES_OF_AN_ADAPTER = 600;

    private static final Set<String> ADAPTER = Set.of("common-events", "adapter-runtime");

    private static final Map<String, Set<String>> PLAN = Map.ofEntries(
            entry("common-events", Set.of()),
            entry("backbone", Set.of("common-events")),
            entry("adapter-runtime", Set.of("common-events", "backbone")),
            entry("stub-systems", Set.of("common-events", "backbone")),
            entry(
                    "adapter-testkit",
                    Set.of("common-events", "backbone", "stub-systems", "adapter-runtime", "servicebus-emulator")),
            entry("order-ingest-service", Set.of("common-events", "backbone")),
            entry("operations-dashboard", Set.of("common-events", "backbone")),
            entry("servicebus-emulator", Set.of()),
            entry(
                    "local-stack",
                    Set.of(
                            "common-events",
                            "backbone",
                            "stub-systems",
                            "adapter-runtime",
                            "adapter-testkit",
                            "servicebus-emulator")),
            entry(
                    "benchmarks",
                    Set.of(
                            "common-events",
                            "backbone",
                            "stub-systems",
                            "adapter-runtime",
                            "adapter-testkit",
                            "servicebus-emulator")));

    /** Whoever adds an adapter has a place in the plan for it already. */
    static final Set<String> ADAPTERS =
            modules().stream().filter(module -> module.endsWith("-adapter")).collect(Collectors.toUnmodifiableSet());

    static final Map<String, Set<String>> MAY_IMPORT = Stream.concat(
                    PLAN.entrySet().stream(), ADAPTERS.stream().map(module -> entry(module, ADAPTER)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private FloorPlan() {}

    /** The modules that the root pom lists, without those that hold nothing but tests of another. */
    static Set<String> modules() {
        try {
            return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                    .results()
                    .map(found -> found.group(1))
                    .filter(module -> Files.isDirectory(ROOT.resolve(module).resolve("src/main/java")))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Lines of Java without tests: an adapter that needs more lacks something in the runtime. */
    static long lines(String module) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .mapToLong(FloorPlan::linesOf)
                    .sum();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long linesOf(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The main classes of all modules. */
    static JavaClasses classes() {
        List<Path> folders = modules().stream()
                .map(FloorPlan::classesOf)
                .filter(Files::isDirectory)
                .toList();
        return new ClassFileImporter().importPaths(folders);
    }

    static Path classesOf(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    /** The module that a class was compiled in; empty for a class of somebody else. */
    static String moduleOf(JavaClass type) {
        return type.getBaseComponentType()
                .getSource()
                .filter(source -> "file".equals(source.getUri().getScheme()))
                .map(source -> Path.of(source.getUri()))
                .filter(file -> file.startsWith(ROOT))
                .map(file -> ROOT.relativize(file).getName(0).toString())
                .orElse("");
    }
}
