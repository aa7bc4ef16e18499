package io.throughline.emulator;

import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.journal.JournalOptions;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How to start an emulator.
 *
 * @param host the address to listen at; nothing but this machine by default
 * @param amqpPort 0 takes a free one
 * @param httpPort 0 takes a free one
 * @param config the entities it starts with
 * @param keyName of the shared access key
 * @param key of the shared access key; empty makes a new one at each start
 * @param limits what it takes before it refuses
 * @param clock what it takes for the time, of locks and lives of messages
 * @param journal where it keeps what it holds; absent keeps it in memory alone
 */
public record EmulatorOptions(
        String host,
        int amqpPort,
        int httpPort,
        NamespaceConfig config,
        String keyName,
        String key,
        Limits limits,
        Clock clock,
        @Nullable JournalOptions journal) {

    public static final EmulatorOptions DEFAULT = new EmulatorOptions(
            "127.0.0.1",
            0,
            0,
            NamespaceConfig.EMPTY,
            "RootManageSharedAccessKey",
            "",
            Limits.DEFAULT,
            Clock.systemUTC(),
            null);

    public EmulatorOptions withHost(String address) {
        return new EmulatorOptions(address, amqpPort, httpPort, config, keyName, key, limits, clock, journal);
    }

    public EmulatorOptions withAmqpPort(int port) {
        return new EmulatorOptions(host, port, httpPort, config, keyName, key, limits, clock, journal);
    }

    public EmulatorOptions withHttpPort(int port) {
        return new EmulatorOptions(host, amqpPort, port, config, keyName, key, limits, clock, journal);
    }

    public EmulatorOptions withConfig(NamespaceConfig entities) {
        return new EmulatorOptions(host, amqpPort, httpPort, entities, keyName, key, limits, clock, journal);
    }

    /** @param json the Config.json of Microsoft's emulator */
    public EmulatorOptions withConfig(String json) {
        return withConfig(NamespaceConfig.parse(json));
    }

    public EmulatorOptions withKey(String name, String secret) {
        return new EmulatorOptions(host, amqpPort, httpPort, config, name, secret, limits, clock, journal);
    }

    public EmulatorOptions withLimits(Limits most) {
        return new EmulatorOptions(host, amqpPort, httpPort, config, keyName, key, most, clock, journal);
    }

    public EmulatorOptions withClock(Clock time) {
        return new EmulatorOptions(host, amqpPort, httpPort, config, keyName, key, limits, time, journal);
    }

    /** Keeps what the emulator holds in a folder, from one start to the next. */
    public EmulatorOptions withData(Path folder) {
        return withJournal(JournalOptions.in(folder));
    }

    public EmulatorOptions withJournal(JournalOptions where) {
        return new EmulatorOptions(host, amqpPort, httpPort, config, keyName, key, limits, clock, where);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "EmulatorOptions[host=" + host + ", amqpPort=" + amqpPort + ", httpPort=" + httpPort + ", keyName="
                + keyName + ", limits=" + limits + "]";
    }
}
