package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.journal.JournalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorProgramTest {

    @Test
    void takesItsEntitiesAndPortsFromTheCommandLine(@TempDir Path folder) throws IOException {
        var config = Files.writeString(
                folder.resolve("Config.json"), "{\"UserConfig\":{\"Namespaces\":[{\"Queues\":[{\"Name\":\"q\"}]}]}}");

        var options = EmulatorProgram.options(
                EmulatorOptions.DEFAULT,
                List.of("--config", config.toString(), "--port", "5000", "--http-port", "5001", "--data", "kept"));

        assertThat(options.config().queues())
                .singleElement()
                .satisfies(queue -> assertThat(queue.name()).isEqualTo("q"));
        assertThat(options.amqpPort()).isEqualTo(5000);
        assertThat(options.httpPort()).isEqualTo(5001);
        assertThat(options.journal()).isEqualTo(JournalOptions.in(Path.of("kept")));
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThatThrownBy(() -> EmulatorProgram.options(EmulatorOptions.DEFAULT, List.of("--prot", "1")))
                .hasMessageContaining("not --prot");
        assertThatThrownBy(() -> EmulatorProgram.options(EmulatorOptions.DEFAULT, List.of("--port")))
                .hasMessage("--port wants a value");
    }
}
