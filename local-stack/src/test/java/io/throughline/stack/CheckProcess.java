package io.throughline.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./run --check} or {@code ./faults} as a process of its own. */
final class CheckProcess implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Process process;

    private CheckProcess(Process process) {
        this.process = process;
    }

    /** How it ended, and what it printed. */
    record Ended(int code, String output) {}

    static Ended run(String... more) throws IOException, InterruptedException {
        return ofOptions(Stream.concat(Stream.of("--check"), Stream.of(more)).toArray(String[]::new));
    }

    /** {@code ./faults} */
    static Ended kill(int times, String... more) throws IOException, InterruptedException {
        return ofOptions(
                Stream.concat(Stream.of("--kills=" + times), Stream.of(more)).toArray(String[]::new));
    }

    /** With nothing but these. */
    private static Ended ofOptions(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                "local-stack/target/local-stack.jar"));
        command.addAll(List.of(options));
        try (CheckProcess check = new CheckProcess(new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start())) {
            return check.ended();
        }
    }

    private Ended ended() throws IOException, InterruptedException {
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                output.append(line).append('\n');
            }
        }
        return new Ended(process.waitFor(), output.toString());
    }

    /** Nothing is left running, however the test ends. */
    @Override
    public void close() {
        process.destroy();
    }
}
