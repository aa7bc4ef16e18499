package io.throughline.emulator;

import io.throughline.emulator.admin.Administration;
import io.throughline.emulator.amqp.Broker;
import io.throughline.emulator.amqp.SharedAccessKey;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.core.Journal;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.Timers;
import io.throughline.emulator.faults.Faults;
import io.throughline.emulator.journal.FileJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** A running Service Bus, for development and tests only. Without a journal, what it holds is gone when it closes. */
public final class Emulator implements AutoCloseable {

    private static final int KEY_BYTES = 32;

    private final String host;
    private final SharedAccessKey key;
    private final Broker broker;
    private final HttpPort http;
    private final Journal journal;

    private Emulator(String host, Broker.Parts parts, Broker broker, HttpPort http) {
        this.host = host;
        this.key = parts.key();
        this.journal = parts.namespace().journal();
        this.broker = broker;
        this.http = http;
    }

    /** Listens when it returns. Fails if a port is taken, an entity cannot be, or its journal cannot be used. */
    public static Emulator start(EmulatorOptions options) {
        var journal = options.journal() == null ? Journal.NONE : FileJournal.open(options.journal());
        try {
            return start(options, journal);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static Emulator start(EmulatorOptions options, Journal journal) {
        var namespace = new Namespace(new Timers(options.clock()), options.limits(), journal);
        journal.restore(namespace);
        namespace.configure(options.config().queues(), options.config().topics());
        var key = new SharedAccessKey(options.keyName(), options.key().isEmpty() ? newKey() : options.key());
        var parts = new Broker.Parts(namespace, key);
        var broker = listen(options.host(), options.amqpPort(), address -> Broker.start(parts, address));
        try {
            var http = listen(
                    options.host(),
                    options.httpPort(),
                    address -> HttpPort.open(
                            address,
                            () -> broker.ask(entities -> Observed.of(entities, broker.connections())),
                            broker.faults(),
                            new Administration(key, options.clock(), broker::ask)));
            return new Emulator(options.host(), parts, broker, http);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private interface Listening<T> {
        T at(InetSocketAddress address) throws IOException;
    }

    private static <T> T listen(String host, int port, Listening<T> listening) {
        try {
            return listening.at(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen at " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static String newKey() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What the SDK's builders take. Holds the key: do not log it where the key matters. */
    public String connectionString() {
        return "Endpoint=sb://" + host + ":" + amqpPort() + ";SharedAccessKeyName=" + key.name() + ";SharedAccessKey="
                + key.key() + ";UseDevelopmentEmulator=true";
    }

    public int amqpPort() {
        return broker.port();
    }

    public int httpPort() {
        return http.port();
    }

    /** How many messages each entity holds right now. */
    public List<EntityCounts> entities() {
        return counts(broker);
    }

    /** The counts of one entity. */
    public EntityCounts entity(String path) {
        return entities().stream()
                .filter(counts -> counts.path().equalsIgnoreCase(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such entity: " + path));
    }

    private static List<EntityCounts> counts(Broker broker) {
        return broker.ask(Namespace::counts);
    }

    /** Closes all sockets at once and without a word, as a broken network does. Clients may connect anew. */
    public void dropConnections() {
        broker.dropConnections();
    }

    /** What goes wrong on purpose. */
    public Faults faults() {
        return broker.faults();
    }

    @Override
    public void close() {
        http.close();
        broker.close();
        journal.close();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Emulator[host=" + host + ", amqpPort=" + amqpPort() + ", httpPort=" + httpPort() + "]";
    }
}
