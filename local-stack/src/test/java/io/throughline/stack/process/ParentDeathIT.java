package io.throughline.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that starts a service and is killed without a chance to stop it. */
class ParentDeathIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aServiceEndsWhenItsStarterIsKilled() throws IOException {
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        folder.resolve("child.log").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = starter.inputReader()) {
            ProcessHandle service =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(service.isAlive()).isTrue();

            starter.destroyForcibly();

            await().until(() -> !service.isAlive());
        }
    }

    /** What is killed. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) throws InterruptedException {
            ServiceProcess service = ServiceProcess.start(new Launch(
                    "orphan",
                    List.of("sleep", "600"),
                    Map.of(),
                    URI.create("http://127.0.0.1:1/"),
                    Path.of(arguments[0]),
                    "THROUGHLINE_ORPHAN_PORT"));
            System.out.println(service.pid());
            Thread.sleep(600_000);
        }
    }
}
