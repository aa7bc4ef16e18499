package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    static final Path ROOT = rootOf(Path.of("").toAbsolutePath());
    static final Path RUNBOOKS = ROOT.resolve("docs/runbooks");

    static final List<String> SECTIONS = List.of(
            "Meaning",
            "Impact",
            "Decide in two minutes",
            "Diagnose",
            "Mitigate",
            "Verify",
            "Escalate",
            "Why this threshold");

    static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
    static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
    static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    static final Pattern RUNBOOK = Pattern.compile("(?m)\\brunbook:\\s*[\"']?([A-Za-z0-9-]+)");

    static final Pattern ALERTED = Pattern.compile("(?m)^ +runbook: .*/([A-Za-z]+)\\.md'$");

    @Test
    void everyFailureModeLeadsToARunbook() {
        Set<String> written = runbooks();

        assertThat(catalogueEntries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(named(entry))
                        .as("runbooks of %s", entry)
                        .isNotEmpty()
                        .isSubsetOf(written));
    }

    @Test
    void noRunbookIsAnOrphan() {
        Set<String> wanted = catalogueEntries()
                .flatMap(entry -> named(entry).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        wanted.addAll(linkedByModules());
        wanted.addAll(linkedByAlerts());

        assertThat(wanted).containsAll(runbooks());
    }

    @Test
    void everyRunbookIsListedInTheIndex() {
        String index = read(RUNBOOKS.resolve("README.md"));

        assertThat(runbooks()).allSatisfy(name -> assertThat(index).contains("(" + name + ".md)"));
    }

    @Test
    void everyRunbookHasTheEightSectionsInOrder() {
        assertThat(runbooks()).isNotEmpty().allSatisfy(name -> {
            String page = FENCED.matcher(read(RUNBOOKS.resolve(name + ".md"))).replaceAll("");

            assertThat(page).startsWith("# " + name + "\n");
            assertThat(found(HEADING, page)).as("sections of %s", name).containsExactlyElementsOf(SECTIONS);
        });
    }

    @Test
    void everyRelativeLinkLeadsToAFileThatExists() {
        assertThat(pages()).isNotEmpty().allSatisfy(page -> {
            String text = FENCED.matcher(read(page)).replaceAll("");
            List<Path> broken = found(LINK, text).stream()
                    .filter(link -> !ELSEWHERE.matcher(link).matches() && !link.startsWith("#"))
                    .map(link ->
                            page.resolveSibling(link.replaceFirst("#.*", "")).normalize())
                    .filter(target -> !Files.exists(target))
                    .toList();

            assertThat(broken).as("broken links of %s", ROOT.relativize(page)).isEmpty();
        });
    }

    @Test
    void everyModuleHasAReadme() {
        List<String> modules = found(MODULE, read(ROOT.resolve("pom.xml")));

        assertThat(modules)
                .isNotEmpty()
                .allSatisfy(module ->
                        assertThat(ROOT.resolve(module).resolve("README.md")).isNotEmptyFile());
    }

    @Test
    void everyDecisionIsListedInTheIndex() {
        Path decisions = ROOT.resolve("docs/decisions");
        String index = read(decisions.resolve("README.md"));

        assertThat(markdownIn(decisions)).hasSizeGreaterThan(1).allSatisfy(page -> {
            String name = page.getFileName().toString();
            assertThat(name.equals("README.md") || index.contains("(" + name + ")"))
                    .as("%s is listed", name)
                    .isTrue();
        });
    }

    /** What the modules' front pages send a reader to when something fails. */
    private static Set<String> linkedByModules() {
        return frontPages()
                .flatMap(page -> found(LINK, read(page)).stream())
                .filter(link -> link.startsWith("../docs/runbooks/"))
                .map(link -> link.replaceFirst("^../docs/runbooks/", "").replaceFirst("\\.md.*$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What an alert sends whoever it wakes to. */
    private static Set<String> linkedByAlerts() {
        return entries(ROOT.resolve("deploy/observability/prometheus/rules")).stream()
                .flatMap(file -> found(ALERTED, read(file)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> runbooks() {
        return markdownIn(RUNBOOKS).stream()
                .map(page -> page.getFileName().toString().replaceFirst("\\.md$", ""))
                .filter(name -> !name.equals("README"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> catalogueEntries() {
        return entries(ROOT).stream()
                .map(module -> module.resolve("src/main/resources/integration.yaml"))
                .filter(Files::exists);
    }

    private static Set<String> named(Path catalogueEntry) {
        return new TreeSet<>(found(RUNBOOK, read(catalogueEntry)));
    }

    private static List<Path> pages() {
        return Stream.of(markdownIn(ROOT).stream(), walk(ROOT.resolve("docs")).stream(), frontPages())
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<Path> frontPages() {
        return entries(ROOT).stream().map(module -> module.resolve("README.md")).filter(Files::exists);
    }

    private static List<Path> markdownIn(Path folder) {
        return entries(folder).stream().filter(DocumentsTest::isMarkdown).toList();
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(DocumentsTest::isMarkdown).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path rootOf(Path folder) {
        return Files.exists(folder.resolve("mvnw"))
                ? folder
                : rootOf(Objects.requireNonNull(folder.getParent(), "No folder above holds mvnw"));
    }
}
