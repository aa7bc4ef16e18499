package io.throughline.stack.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that Debian has and the build does not bring: {@code .ci/tools} lists it. */
record DebianTool(String name) {

    /** What it printed; the test is skipped where the program is missing, and fails unless it ended with 0. */
    String run(Path folder, Stream<String> arguments) throws IOException, InterruptedException {
        assumeTrue(isThere(), () -> name + " is not installed");
        List<String> command = Stream.concat(Stream.of(name), arguments).toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", command, printed).isZero();
        return printed;
    }

    boolean isThere() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
