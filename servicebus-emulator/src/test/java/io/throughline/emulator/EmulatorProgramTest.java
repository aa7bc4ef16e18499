package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.journal.JournalOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatorProgramTest {

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
        return EmulatorProgram.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String[] onFreePorts(String... arguments) {
        return Stream.concat(Stream.of("--port", "0", "--http-port", "0"), Stream.of(arguments))
                .toArray(String[]::new);
    }

    @Test
    void takesItsEntitiesAndPortsFromTheCommandLine(@TempDir Path folder) throws IOException {
        var config = Files.writeString(
                folder.resolve("Config.json"), "{\"UserConfig\":{\"Namespaces\":[{\"Queues\":[{\"Name\":\"q\"}]}]}}");

        var options = ProgramOptions.read(
                List.of("--config", config.toString(), "--port", "5000", "--http-port", "5001", "--data", "kept"));

        assertThat(options.config().queues())
                .singleElement()
                .satisfies(queue -> assertThat(queue.name()).isEqualTo("q"));
        assertThat(options.amqpPort()).isEqualTo(5000);
        assertThat(options.httpPort()).isEqualTo(5001);
        assertThat(options.journal()).isEqualTo(JournalOptions.in(Path.of("kept")));
    }

    @Test
    void explainsItself() throws InterruptedException {
        assertThat(run("--help")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--config", "--port", "--http-port", "--data");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 1,      There is no option --prot",
        "--port,        --port wants a value",
        "--port abc,    '--port is a number from 0 to 65535, not abc'",
        "--port 65536,  '--port is a number from 0 to 65535, not 65536'"
    })
    void saysWhatItDoesNotUnderstandAndWhatItWould(String arguments, String said) throws InterruptedException {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(said).contains("Usage:");
    }

    @Test
    void saysWhichConfigurationItCannotRead(@TempDir Path folder) throws IOException, InterruptedException {
        var broken = Files.writeString(folder.resolve("Config.json"), "{\n\"UserConfig\": {");

        assertThat(run(onFreePorts("--config", broken.toString()))).isEqualTo(1);
        assertThat(run(onFreePorts("--config", folder.resolve("none.json").toString())))
                .isEqualTo(1);

        var lines = err.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .startsWith("The configuration is not JSON, line 2, column")
                .doesNotContain("Source");
        assertThat(lines.getLast()).contains("NoSuchFileException", "none.json");
    }

    @Test
    void saysWhichFolderItCannotUse(@TempDir Path folder) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThat(run(onFreePorts("--data", file.toString()))).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains(file + " cannot be used", "FileAlreadyExists");
    }

    @Test
    void saysWhichPortIsTaken() throws InterruptedException {
        try (var other = Emulator.start(EmulatorOptions.DEFAULT)) {
            var taken = String.valueOf(other.amqpPort());

            assertThat(run("--port", taken, "--http-port", "0")).isEqualTo(1);
            assertThat(run("--port", "0", "--http-port", taken)).isEqualTo(1);

            assertThat(err.toString(StandardCharsets.UTF_8).lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains("Cannot listen at 127.0.0.1:" + taken) && line.contains("--port"));
        }
    }
}
