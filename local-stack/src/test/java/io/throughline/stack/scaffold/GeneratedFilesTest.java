package io.throughline.stack.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue's page, the alert rules and the dashboard's catalogue against the {@code integration.yaml} of every module. */
class GeneratedFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path ENTRY = Path.of("finance-adapter/src/main/resources/integration.yaml");

    @TempDir
    Path project;

    private final GeneratedFiles files = new GeneratedFiles(ROOT);

    @Test
    void everyFileIsAsItsIntegrationsSay() {
        if (Boolean.getBoolean("throughline.rewrite")) {
            files.write();
        }

        assertThat(files.contents())
                .hasSizeGreaterThan(3)
                .allSatisfy((path, content) -> assertThat(ROOT.resolve(path))
                        .as(
                                "rewrite it: ./mvnw -pl local-stack test -Dtest=GeneratedFilesTest -Dthroughline.rewrite=true")
                        .hasContent(content));
    }

    @Test
    void noIntegrationThatIsGoneLeavesItsRulesBehind() throws IOException {
        try (Stream<Path> rules = Files.list(ROOT.resolve(GeneratedFiles.RULES))) {
            List<String> found = rules.map(file -> GeneratedFiles.RULES + "/" + file.getFileName())
                    .filter(path -> !path.endsWith("/throughline.yaml"))
                    .toList();

            assertThat(files.contents().keySet()).containsAll(found);
        }
    }

    @Test
    void anEntryThatIsWrongIsNamedWithItsField() throws IOException {
        write(Files.readString(ROOT.resolve(ENTRY)).replace("detectability: alerted", "detectability: loud"));

        assertThatThrownBy(() -> Catalogue.of(project))
                .hasMessageContaining("finance-adapter")
                .hasMessageContaining("detectability");
    }

    @Test
    void anEntryUnderTheNameOfAnotherModuleIsRefused() throws IOException {
        write(Files.readString(ROOT.resolve(ENTRY)).replace("integration: finance-adapter", "integration: other"));

        assertThatThrownBy(() -> Catalogue.of(project)).hasMessageContaining("integration must be the module's name");
    }

    @Test
    void aPromiseIsSpokenAndHasItsThresholds() throws IOException {
        write(Files.readString(ROOT.resolve(ENTRY))
                .replace("lag: PT1H", "lag: PT90S")
                .replace("target: 0.999", "target: 0.9"));

        String rules = new GeneratedFiles(project).contents().get(GeneratedFiles.RULES + "/finance-adapter.yaml");

        assertThat(rules)
                .contains("not done within 90 s; 90 % are promised")
                .contains("for: 90s")
                .contains("ratio_rate3d{integration=\"finance-adapter\"} > 0.1")
                .contains("ratio_rate1h{integration=\"finance-adapter\"} > 0.9")
                .contains("ratio_rate6h{integration=\"finance-adapter\"} > 0.6");
    }

    private void write(String entry) throws IOException {
        Files.createDirectories(project.resolve(ENTRY).getParent());
        Files.writeString(project.resolve(ENTRY), entry);
    }
}
