package io.throughline.dashboard.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.backbone.json.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Debian's Chromium, driven by Playwright in a process of its own: started once, told what to do line by line. */
public final class Browser {

    private static final Path SOURCES = Path.of("src/test/browser");

    /** Kept from one build to the next: the packages come only once. */
    private static final Path FOLDER = Path.of("target/browser");

    /** For people: nobody looks at them in a build, and they cost a third of the browser's work. */
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private static final Duration INSTALLATION = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final Process process;
    private final Writer scripts;
    private final BufferedReader answers;

    private Browser(Process process) {
        this.process = process;
        this.scripts = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Skips the test where the tools are not installed. */
    public static Browser open(String address) throws IOException, InterruptedException {
        Path chromium = tool("chromium");
        tool("node");
        install(tool("npm"));
        var builder = new ProcessBuilder("node", "browser.js")
                .directory(FOLDER.toFile())
                .redirectError(FOLDER.resolve("browser.log").toFile());
        builder.environment().put("CHROMIUM", chromium.toString());
        builder.environment().put("BASE_URL", address);
        if (Boolean.getBoolean("screenshots")) {
            builder.environment()
                    .put("SCREENSHOTS", SCREENSHOTS.toAbsolutePath().toString());
        }
        return new Browser(builder.start());
    }

    private static Path tool(String command) {
        List<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), command + " is not installed");
        return found.getFirst();
    }

    private static void install(Path npm) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (var file : List.of("package.json", "package-lock.json", "browser.js")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path installed = FOLDER.resolve("installed-lock.json");
        String lock = Files.readString(FOLDER.resolve("package-lock.json"));
        if (Files.exists(installed) && Files.readString(installed).equals(lock)) {
            return;
        }
        Path output = FOLDER.resolve("npm.log");
        var process = new ProcessBuilder(
                        npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(INSTALLATION.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("npm did not bring Playwright: " + Files.readString(output));
        }
        Files.writeString(installed, lock);
    }

    /**
     * Runs the body of an asynchronous JavaScript function, which may use {@code page} and what {@code browser.js} adds.
     *
     * @return what the function returned
     */
    public JsonNode run(String script) {
        try {
            scripts.write(Json.mapper().writeValueAsString(script) + "\n");
            scripts.flush();
            JsonNode answer = Json.mapper().readTree(line());
            if (answer.has("failure")) {
                throw new AssertionError(answer.get("failure").asString() + "\nof\n" + script);
            }
            return answer.get("value");
        } catch (IOException gone) {
            throw new UncheckedIOException("The browser is gone, see " + FOLDER.resolve("browser.log"), gone);
        }
    }

    /** What {@code script} returns, as text. */
    String text(String script) {
        return run(script).asString();
    }

    private String line() throws IOException {
        // Not in the common pool: on two cores it has one thread, on which the application's HTTP answers arrive too.
        CompletableFuture<String> line = CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
        try {
            return line.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            throw new IOException("No answer", silent);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", stopping);
        }
    }

    private String read() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("The browser ended");
            }
            return line;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Chromium is closed at the end of the scripts. */
    public void close() throws IOException, InterruptedException {
        scripts.close();
        if (!process.waitFor(ANSWER.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
