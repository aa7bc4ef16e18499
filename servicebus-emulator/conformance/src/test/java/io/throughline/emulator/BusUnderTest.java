package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.core.MovedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The one place that knows which broker the conformance classes run against: an emulator in this process, unless the
 * run was given another. Lives as long as the class when its field is static, else as long as the test.
 */
final class BusUnderTest implements Bus, BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private final EmulatorOptions options;
    private @Nullable Bus running;
    private boolean ofTheClass;

    private BusUnderTest(EmulatorOptions options) {
        this.options = options;
    }

    /** @param options of a foreign broker, only the entities count */
    static BusUnderTest with(EmulatorOptions options) {
        return new BusUnderTest(options);
    }

    static BusUnderTest with(NamespaceConfig entities) {
        return with(EmulatorOptions.DEFAULT.withConfig(entities));
    }

    /** @param json the Config.json of Microsoft's emulator */
    static BusUnderTest with(String json) {
        return with(NamespaceConfig.parse(json));
    }

    /** @param resource the name of a Config.json beside the tests */
    static BusUnderTest withResource(String resource) {
        try (var stream = BusUnderTest.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("Not on the class path: " + resource);
            }
            return with(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the run was given a broker that is not ours. */
    static boolean isForeign() {
        return ForeignBus.Address.given().isPresent() || MicrosoftContainer.isWanted();
    }

    private static Optional<ForeignBus.Address> foreign() {
        return MicrosoftContainer.isWanted() ? Optional.of(MicrosoftContainer.address()) : ForeignBus.Address.given();
    }

    private Bus start() {
        return foreign()
                .<Bus>map(address -> ForeignBus.with(options.config(), address))
                .orElseGet(() -> new OwnBus(Emulator.start(options)));
    }

    private Bus running() {
        return Optional.ofNullable(running).orElseThrow(() -> new IllegalStateException("Runs only during tests"));
    }

    /** What only our own can do, for tests that say so. */
    Emulator own() {
        if (running() instanceof OwnBus(var emulator)) {
            return emulator;
        }
        throw new IllegalStateException("The broker is foreign; the test lacks @OwnBroker");
    }

    /** The broker's time. */
    Clock clock() {
        return running() instanceof OwnBus ? options.clock() : Clock.systemUTC();
    }

    /** Lets the broker's time pass: at once where its clock can be moved. */
    void pass(Duration time) {
        if (running() instanceof OwnBus && options.clock() instanceof MovedClock moved) {
            moved.advance(time);
        } else {
            await().pollDelay(time).atMost(time.plus(Clients.PATIENCE)).until(() -> true);
        }
    }

    /** Counts may be late, and so may the end of a session whose link is closing. */
    void holdsNothing(String path) {
        var nothing = new EntityCounts(path, 0, 0, 0, 0, 0, 0, 0, 0);
        await().atMost(Clients.PATIENCE.multipliedBy(4))
                .untilAsserted(() -> assertThat(counts(path)).isEqualTo(nothing));
    }

    @Override
    public String connectionString() {
        return running().connectionString();
    }

    @Override
    public Optional<URI> administrationAddress() {
        return running().administrationAddress();
    }

    @Override
    public String name(String entity) {
        return running().name(entity);
    }

    @Override
    public EntityCounts counts(String path) {
        return running().counts(path);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ofTheClass = true;
        running = start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!ofTheClass) {
            running = start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!ofTheClass) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        running().close();
        running = null;
    }
}
