package io.throughline.emulator.junit;

import io.throughline.emulator.Emulator;
import io.throughline.emulator.EmulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An emulator on free ports for the length of a test class; register it in a static field. */
public final class EmulatorExtension implements BeforeAllCallback, AfterAllCallback {

    private final EmulatorOptions options;
    private @Nullable Emulator running;

    private EmulatorExtension(EmulatorOptions options) {
        this.options = options;
    }

    /** @param resourceOrJson the name of a Config.json on the class path, or its text */
    public static EmulatorExtension withConfig(String resourceOrJson) {
        var json = resourceOrJson.contains("{") ? resourceOrJson : resource(resourceOrJson);
        return with(EmulatorOptions.DEFAULT.withConfig(json));
    }

    public static EmulatorExtension with(EmulatorOptions options) {
        return new EmulatorExtension(options);
    }

    private static String resource(String name) {
        var loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(EmulatorExtension.class::getClassLoader);
        try (var stream = loader.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("Not on the class path: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws unless called while the tests of the class run. */
    public Emulator emulator() {
        return Optional.ofNullable(running)
                .orElseThrow(() -> new IllegalStateException("Runs only during tests; is the field static?"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = Emulator.start(options);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        emulator().close();
        running = null;
    }
}
