package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code ./run --check} does, seen from outside: its exit code and what it prints. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class CheckIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final List<ProcessHandle> started = new CopyOnWriteArrayList<>();

    private record Ended(int code, String output) {}

    @AfterEach
    void nothingIsLeftRunning() {
        started.forEach(ProcessHandle::destroy);
    }

    @Test
    void nothingIsLostAndNothingIsDoubled() throws IOException, InterruptedException {
        Ended check = check();

        assertThat(check.output())
                .contains("Nothing is lost, nothing is doubled.")
                .doesNotContain("WRONG");
        assertThat(check.code()).isZero();
    }

    @Test
    void noticesWhatSuppressionWouldHavePrevented() throws IOException, InterruptedException {
        Ended check = check("--sabotage=suppression");

        assertThat(check.output())
                .contains("Sabotage done: suppression")
                .containsPattern("WRONG doubled: \\S+ shipment")
                .containsPattern("WRONG doubled: \\S+ invoice")
                .doesNotContain("WRONG lost");
        assertThat(check.code()).isOne();
    }

    @Test
    void noticesAnOrderWhoseEventDisappeared() throws IOException, InterruptedException {
        Ended check = check("--sabotage=lost-event");

        assertThat(check.output())
                .contains("Sabotage done: lost-event")
                .containsPattern("WRONG lost: \\S+ shipment")
                .containsPattern("WRONG lost: \\S+ invoice")
                .containsPattern("WRONG lost: pieces of \\S+ out of stock")
                .doesNotContain("WRONG doubled");
        assertThat(check.code()).isOne();
    }

    private Ended check(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                "local-stack/target/local-stack.jar",
                "--check"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        started.add(process.toHandle());
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                output.append(line).append('\n');
            }
        }
        return new Ended(process.waitFor(), output.toString());
    }
}
