package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.Transactions;
import io.throughline.emulator.faults.AmqpError;
import io.throughline.emulator.faults.FaultBoard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Transport;

/** One socket with its AMQP engine. All of it runs on the broker's thread. */
final class ClientConnection {

    private static final int FRAME_BYTES = 65_536;
    private static final int MAX_SESSIONS = 1000;
    private static final int IDLE_MILLIS = 240_000;
    private static final int READS_PER_TURN = 16;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Limits limits;
    private final FaultBoard faults;
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Consumer<ClientConnection> touched;
    private final Transport transport = Transport.Factory.create();
    private final Collector collector = Collector.Factory.create();
    private final Replies replies = new Replies();
    private final Transacted transacted;
    private final EngineEvents events;
    private boolean closed;

    ClientConnection(SelectionKey key, Broker.Parts parts, Consumer<ClientConnection> touched) {
        this.channel = (SocketChannel) key.channel();
        this.key = key;
        this.limits = parts.namespace().limits();
        this.faults = parts.faults();
        this.touched = touched;
        this.transacted = new Transacted(new Transactions(parts.namespace()));
        var tokens = new TokenNode(parts.key(), parts.namespace().timers()::now);
        this.events = new EngineEvents(new Attach(parts.namespace(), tokens, this));
        openEngine();
    }

    private void openEngine() {
        var connection = Connection.Factory.create();
        connection.collect(collector);
        connection.setContainer("servicebus-emulator");
        transport.setMaxFrameSize(FRAME_BYTES);
        transport.setChannelMax(MAX_SESSIONS - 1);
        transport.setIdleTimeout(IDLE_MILLIS);
        var sasl = transport.sasl();
        sasl.server();
        sasl.setMechanisms("MSSBCBS", "PLAIN", "ANONYMOUS", "EXTERNAL");
        sasl.setListener(new OpenToAll());
        transport.bind(connection);
    }

    Limits limits() {
        return limits;
    }

    FaultBoard faults() {
        return faults;
    }

    int detach(String entity, AmqpError error, int most) {
        var condition = new ErrorCondition(Symbol.valueOf(error.condition()), "A fault that was asked for.");
        var detached = events.detach(entity, condition, most);
        touch();
        return detached;
    }

    /** Does something before it writes next, which is soon; a failure costs this connection only. */
    void later(Runnable action) {
        later.add(action);
        touch();
    }

    Transacted transacted() {
        return transacted;
    }

    Replies replies() {
        return replies;
    }

    /** Has bytes to write, perhaps because of what happened on another connection. */
    void touch() {
        touched.accept(this);
    }

    void read() throws IOException {
        for (var i = 0; i < READS_PER_TURN && transport.capacity() > 0; i++) {
            var count = channel.read(transport.tail());
            if (count == 0) {
                break;
            }
            if (count < 0) {
                close();
                return;
            }
            transport.process();
            events.handle(collector);
        }
        touch();
    }

    /** Writes what the socket takes; the rest when it takes more. */
    void flush() throws IOException {
        if (closed) {
            return;
        }
        for (var action = later.poll(); action != null; action = later.poll()) {
            action.run();
        }
        var pending = transport.pending();
        var full = false;
        while (pending > 0 && !full) {
            ByteBuffer head = transport.head();
            var written = channel.write(head);
            full = written < pending;
            transport.pop(written);
            pending = transport.pending();
        }
        // An engine that takes no more input met an error: it has its last word, and that is all.
        var over = transport.capacity() < 0;
        if (pending < 0 || (over && !full)) {
            close();
            return;
        }
        key.interestOps((over ? 0 : SelectionKey.OP_READ) | (full ? SelectionKey.OP_WRITE : 0));
        events.handle(collector);
        if (!full) {
            events.flushed();
        }
    }

    /** Sends an empty frame if the other side would otherwise think us dead. */
    void tick(long millis) {
        transport.tick(millis);
        touch();
    }

    boolean isClosed() {
        return closed;
    }

    /** At once, without a word to the other side. */
    void close() throws IOException {
        if (!closed) {
            closed = true;
            events.closed();
            key.cancel();
            channel.close();
        }
    }
}
