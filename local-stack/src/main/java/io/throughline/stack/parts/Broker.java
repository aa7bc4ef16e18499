package io.throughline.stack.parts;

import io.throughline.emulator.Emulator;
import io.throughline.emulator.EmulatorOptions;
import io.throughline.emulator.core.ConfigurationConflict;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.faults.Faults;
import io.throughline.emulator.journal.JournalException;
import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Service Bus in this JVM, with the topics and subscriptions of {@code deploy/topology}. It keeps its messages. */
public final class Broker implements AutoCloseable {

    private final Emulator emulator;

    private Broker(Emulator emulator) {
        this.emulator = emulator;
    }

    /** @param key of the shared access key: the same at every start, so that a running service may reconnect */
    static Broker start(Ports ports, Folders folders, String key) {
        try {
            return new Broker(Emulator.start(EmulatorOptions.DEFAULT
                    .withAmqpPort(ports.of(Port.BROKER))
                    .withHttpPort(ports.of(Port.BROKER_HTTP))
                    .withConfig(Files.readString(folders.topology()))
                    .withData(folders.broker())
                    .withKey("RootManageSharedAccessKey", key)));
        } catch (IOException | UncheckedIOException failed) {
            throw new StackException("The Service Bus emulator does not start: " + failed.getMessage(), failed);
        } catch (JournalException | ConfigurationConflict unusable) {
            throw new StackException(
                    "The Service Bus emulator does not start. %s. (./run --fresh starts with none.)"
                            .formatted(unusable.getMessage()),
                    unusable);
        }
    }

    /** What the Service Bus SDK takes; holds a key. */
    String connectionString() {
        return emulator.connectionString();
    }

    /** What can go wrong with it on purpose. */
    public Faults faults() {
        return emulator.faults();
    }

    /** @param path {@code orders/subscriptions/finance-adapter} */
    public EntityCounts holds(String path) {
        return emulator.entity(path);
    }

    /** Messages that wait to be received, dead letters left out. */
    long waiting() {
        return emulator.entities().stream().mapToLong(EntityCounts::active).sum();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
