package io.throughline.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final java.util.ArrayList<ServiceProcess> started = new java.util.ArrayList<>();

    @AfterEach
    void nothingIsLeftRunning() {
        started.forEach(ServiceProcess::kill);
    }

    @Test
    void itsOutputGoesToItsLogAndItsSecretsOnlyToItsEnvironment() {
        ServiceProcess service = start("echo \"secret is $SECRET\"; echo oops >&2", Map.of("SECRET", "s3cret"));

        service.awaitEnd(Duration.ofSeconds(5));

        assertThat(log()).hasContent("secret is s3cret\noops");
        assertThat(service.launch().toString()).doesNotContain("s3cret");
    }

    @Test
    void endsWhenItIsAsked() {
        ServiceProcess service = start("exec sleep 60", Map.of());

        service.askToEnd();
        service.awaitEnd(Duration.ofSeconds(5));

        assertThat(service.isAlive()).isFalse();
        assertThat(service.exitCode()).isEqualTo(128 + 15);
    }

    @Test
    void isKilledWhenItDoesNotListen() {
        ServiceProcess service = start("trap '' TERM; echo deaf; while true; do sleep 0.1; done", Map.of());
        await().until(() -> Files.exists(log()) && Files.readString(log()).contains("deaf"));

        service.askToEnd();
        service.awaitEnd(Duration.ofMillis(200));

        assertThat(service.isAlive()).isFalse();
    }

    @Test
    void ctrlCIsLeftToTheOneWhoStartedIt() throws IOException {
        ServiceProcess service = start("echo up; exec sleep 60", Map.of());
        await().until(() -> Files.exists(log()) && Files.readString(log()).contains("up"));

        signal("INT", service.pid());
        signal("HUP", service.pid());

        await().during(Duration.ofMillis(200)).until(service::isAlive);
    }

    @Test
    void aServiceThatEndsIsNamedWithItsLogAndTheVariableOfItsPort() {
        ServiceProcess service = start("exit 7", Map.of());

        assertThatThrownBy(() -> new Readiness(Duration.ofSeconds(5)).await(List.of(service)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("sleeper ended with code 7")
                .hasMessageContaining(log().toString())
                .hasMessageContaining("THROUGHLINE_SLEEPER_PORT");
    }

    @Test
    void aServiceThatDoesNotGetReadyIsNamedWithItsLog() {
        ServiceProcess service = start("exec sleep 60", Map.of());

        assertThatThrownBy(() -> new Readiness(Duration.ofMillis(100)).await(List.of(service)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("sleeper does not get ready")
                .hasMessageContaining(log().toString());
    }

    private ServiceProcess start(String script, Map<String, String> environment) {
        ServiceProcess service = ServiceProcess.start(new Launch(
                "sleeper",
                List.of("bash", "-c", script),
                environment,
                URI.create("http://127.0.0.1:1/"),
                log(),
                "THROUGHLINE_SLEEPER_PORT"));
        started.add(service);
        return service;
    }

    private Path log() {
        return folder.resolve("logs/sleeper.log");
    }

    private static void signal(String name, long pid) throws IOException {
        new ProcessBuilder("bash", "-c", "kill -" + name + " " + pid).start();
    }
}
