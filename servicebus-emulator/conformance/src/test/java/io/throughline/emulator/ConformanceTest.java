package io.throughline.emulator;

import static java.util.Arrays.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConformanceTest {

    private static final Path HERE = Path.of("target/test-classes");
    private static final Path IN_THE_EMULATOR = Path.of("../target/test-classes");
    private static final Pattern CLASS = Pattern.compile("`(\\w+(?:IT|Test))`");

    private static List<Path> classes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static Class<?> load(Path file) {
        try {
            return Class.forName(ConformanceTest.class.getPackageName() + "."
                    + file.getFileName().toString().replace(".class", ""));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that forgot would pass against our own emulator and be counted as a pass of another broker. */
    @Test
    void everyIntegrationTestRunsAgainstTheGivenBrokerOrSaysWhyNot() throws IOException {
        var tests = classes(HERE).stream()
                .filter(file -> file.toString().endsWith("IT.class"))
                .<Class<?>>map(ConformanceTest::load)
                .toList();

        assertThat(tests)
                .hasSizeGreaterThan(20)
                .allMatch(test -> test.isAnnotationPresent(OwnBroker.class)
                        || stream(test.getDeclaredFields()).anyMatch(field -> field.getType() == BusUnderTest.class));
    }

    @Test
    void everyClassThatIsSaidToProveSomethingExists() throws IOException {
        var named = CLASS.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult found) -> found.group(1) + ".class")
                .toList();

        assertThat(Stream.of(classes(HERE), classes(IN_THE_EMULATOR))
                        .flatMap(List::stream)
                        .map(file -> file.getFileName().toString()))
                .containsAll(named);
        assertThat(named).hasSizeGreaterThan(30);
    }
}
