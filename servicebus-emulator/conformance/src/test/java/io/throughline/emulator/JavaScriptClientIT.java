package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.QueueSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JavaScript SDK, a second reader of the protocol, works against the emulator. */
class JavaScriptClientIT {

    static final Path SOURCES = Path.of("src/test/javascript");
    static final List<String> FILES = List.of("package.json", "package-lock.json", "scenarios.js");

    /** Kept from one build to the next: the packages come only once. */
    static final Path FOLDER = Path.of("target/javascript");

    static final Duration INSTALLATION = Duration.ofMinutes(5);
    static final Duration SCENARIO = Duration.ofMinutes(2);

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(config());

    static NamespaceConfig config() {
        var sessions = new QueueSettings(
                Duration.ofMinutes(1), 10, QueueSettings.UNLIMITED, false, true, Duration.ZERO, null, null);
        var config = NamespaceConfig.EMPTY.withTopic("js-topic", "all", "red").withQueue("js-sessions", sessions);
        for (var name : List.of("sends", "batches", "dead", "later", "deferred", "stream")) {
            config = config.withQueue("js-" + name, QueueSettings.DEFAULT);
        }
        return config;
    }

    @BeforeAll
    static void installsThePackages() throws IOException, InterruptedException {
        assumeTrue(isInstalled("node") && isInstalled("npm"), "node and npm are not installed");
        Files.createDirectories(FOLDER);
        for (var file : FILES) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        var lock = Files.readString(FOLDER.resolve("package-lock.json"));
        var installed = FOLDER.resolve("installed-lock.json");
        if (!Files.exists(installed) || !Files.readString(installed).equals(lock)) {
            run(INSTALLATION, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
            Files.writeString(installed, lock);
        }
    }

    static boolean isInstalled(String command) {
        return List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sends",
                "batches",
                "deadLetters",
                "schedules",
                "defers",
                "topics",
                "subscribes",
                "administers",
                "sessions"
            })
    void doesWhatItDoesAgainstServiceBus(String scenario) throws IOException, InterruptedException {
        run(SCENARIO, "node", "scenarios.js", scenario);
    }

    private static void run(Duration most, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile(FOLDER, "output-", ".log");
        var builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CONNECTION_STRING", BUS.connectionString());
        builder.environment().put("PREFIX", BUS.name(""));
        BUS.administrationAddress()
                .ifPresent(address -> builder.environment().put("ADMINISTRATION", address.toString()));
        var process = builder.start();
        try {
            var ended = process.waitFor(most.toSeconds(), TimeUnit.SECONDS);

            assertThat(ended).as("%s ended; %s", List.of(command), output).isTrue();
            assertThat(process.exitValue())
                    .as("%s%n%s", List.of(command), Files.readString(output))
                    .isZero();
            Files.delete(output);
        } finally {
            process.destroyForcibly();
        }
    }
}
