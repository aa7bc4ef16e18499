package io.throughline.emulator.amqp;

import io.throughline.emulator.faults.AmqpError;
import io.throughline.emulator.faults.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.qpid.proton.engine.TransportException;

/** All sockets of the broker, served by whoever calls. */
final class Sockets implements Wire {

    private static final System.Logger LOG = System.getLogger(Sockets.class.getName());

    private final Broker.Parts parts;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final int port;
    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private final Set<ClientConnection> touched = new LinkedHashSet<>();

    private Sockets(Broker.Parts parts, Selector selector, ServerSocketChannel server) throws IOException {
        this.parts = parts;
        this.selector = selector;
        this.server = server;
        this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    static Sockets open(Broker.Parts parts, InetSocketAddress address) throws IOException {
        var server = ServerSocketChannel.open();
        try {
            server.bind(address);
            server.configureBlocking(false);
            var selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            return new Sockets(parts, selector, server);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    void wakeUp() {
        selector.wakeup();
    }

    /** Waits so long for something to happen. */
    void await(Duration patience) throws IOException {
        if (patience.isPositive()) {
            selector.select(Math.max(1, patience.toMillis()));
        } else {
            selector.selectNow();
        }
    }

    /** Reads what came. */
    void serve() {
        selector.selectedKeys().forEach(this::serve);
        selector.selectedKeys().clear();
    }

    private void serve(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.attachment() instanceof ClientConnection connection) {
            guarded(connection, () -> serve(key, connection));
        } else {
            accept();
        }
    }

    private static void serve(SelectionKey key, ClientConnection connection) throws IOException {
        if (key.isReadable()) {
            connection.read();
        } else {
            connection.touch();
        }
    }

    private void accept() {
        try {
            var channel = server.accept();
            if (channel != null) {
                admit(channel);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A connection could not be accepted", e);
        }
    }

    int count() {
        return connections.size();
    }

    private void admit(SocketChannel channel) throws IOException {
        if (connections.size() >= parts.namespace().limits().maxConnections()) {
            LOG.log(System.Logger.Level.WARNING, "A connection is refused: there are {0}", connections.size());
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var key = channel.register(selector, SelectionKey.OP_READ);
        var connection = new ClientConnection(key, parts, touched::add);
        key.attach(connection);
        connections.add(connection);
    }

    /** @return when some connection wants to be asked again, which is not after the latest */
    long tick(long millis, long latest) {
        var next = new AtomicLong(latest);
        List.copyOf(connections)
                .forEach(connection -> guarded(connection, () -> {
                    var wanted = connection.tick(millis);
                    next.set(wanted == 0 ? next.get() : Math.min(next.get(), wanted));
                }));
        return next.get();
    }

    /** Writes what there is to write; writing may make more. Nothing is answered that a restart would forget. */
    void flush() {
        var journal = parts.namespace().journal();
        journal.commit();
        while (!touched.isEmpty()) {
            var now = List.copyOf(touched);
            touched.clear();
            now.forEach(connection -> {
                journal.commit();
                guarded(connection, connection::flush);
            });
        }
    }

    void dropAll() {
        drop(Integer.MAX_VALUE);
    }

    @Override
    public int drop(int most) {
        var chosen = connections.stream().limit(most).toList();
        chosen.forEach(this::drop);
        return chosen.size();
    }

    @Override
    public int detach(String entity, AmqpError error, int most) {
        var detached = 0;
        for (var connection : connections) {
            detached += connection.detach(entity, error, most - detached);
        }
        return detached;
    }

    private void drop(ClientConnection connection) {
        connections.remove(connection);
        touched.remove(connection);
        try {
            connection.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A socket could not be closed", e);
        }
    }

    void close() {
        dropAll();
        try {
            server.close();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    /** One client's trouble is its own: it loses its connection, the others notice nothing. */
    private void guarded(ClientConnection connection, Action action) {
        try {
            action.run();
            if (connection.isClosed()) {
                connections.remove(connection);
            }
        } catch (IOException | TransportException e) {
            LOG.log(System.Logger.Level.DEBUG, "A connection is lost", e);
            drop(connection);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A connection is closed, because serving it failed", e);
            drop(connection);
        }
    }
}
