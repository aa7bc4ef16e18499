package io.throughline.stack.observability;

import static io.throughline.stack.observability.Observed.FOLDER;
import static io.throughline.stack.observability.Observed.ROOT;
import static io.throughline.stack.observability.Observed.RUNBOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.stack.runbook.Block;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That every alert can be rehearsed from its cause to its end; {@code ./drills} does it. */
class DrillsTest {

    private static final Path DRILLS = FOLDER.resolve("drills");
    private static final Pattern LANE = Pattern.compile("^lane=(\\w+)$", Pattern.MULTILINE);
    private static final Pattern BLOCK = Pattern.compile("\\(block (\\w+) '([a-z ]+)' ([\\w-]+)\\)");

    @Test
    void everyAlertHasADrillAndEveryDrillItsAlertAndItsPage() {
        Set<String> drills = drills().map(DrillsTest::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(drills)
                .isEqualTo(Observed.alerts().stream()
                        .map(alert -> alert.path("alert").asString())
                        .collect(Collectors.toCollection(TreeSet::new)))
                .allSatisfy(drill -> assertThat(RUNBOOKS.resolve(drill + ".md")).exists());
    }

    @Test
    void everyDrillSaysWhatItDoesAndHowItEnds() {
        assertThat(drills())
                .allSatisfy(drill -> assertThat(Observed.text(drill))
                        .contains("lane=", "labels=", "broken='", "mitigated='")
                        .contains("inject() {", "mitigate() {", "restore() {"));
    }

    @Test
    void everyLaneIsRun() {
        String driver = Observed.text(ROOT.resolve("drills"));

        assertThat(drills().map(drill -> LANE.matcher(Observed.text(drill))
                        .results()
                        .map(found -> found.group(1))
                        .findFirst()
                        .orElseThrow()))
                .allSatisfy(
                        lane -> assertThat(driver).containsPattern("(for lane in|run_lane)[a-z ]* " + lane + "\\b"));
    }

    @Test
    void whatADrillTakesFromARunbookIsThere() {
        assertThat(drills().flatMap(drill -> BLOCK.matcher(Observed.text(drill)).results()))
                .isNotEmpty()
                .allSatisfy(wanted ->
                        assertThat(blocks(wanted)).as(wanted.group()).anyMatch(text -> text.contains(wanted.group(3))));
    }

    @Test
    void bashUnderstandsAllOfThem() throws IOException, InterruptedException {
        for (Path script :
                Stream.concat(scripts(DRILLS), scripts(DRILLS.resolve("stage"))).toList()) {
            Process bash = new ProcessBuilder("bash", "-n", script.toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(bash.waitFor()).isZero();
        }
    }

    private static List<String> blocks(MatchResult wanted) {
        return Block.in(ROOT).stream()
                .filter(block ->
                        block.page().equals(wanted.group(1)) && block.mark().equals(wanted.group(2)))
                .map(Block::text)
                .toList();
    }

    private static Stream<Path> drills() {
        return scripts(DRILLS);
    }

    private static Stream<Path> scripts(Path folder) {
        return Observed.in(folder, ".sh").stream().filter(Files::isRegularFile);
    }

    private static String name(Path drill) {
        return drill.getFileName().toString().replaceFirst("\\.sh$", "");
    }
}
