package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.Refusal;
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
    private static final int READS_PER_TURN = 16;
    private static final Symbol DECODE_ERROR = Symbol.valueOf("amqp:decode-error");
    private static final Symbol INTERNAL_ERROR = Symbol.valueOf("amqp:internal-error");
    private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

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
    private final Connection engine = Connection.Factory.create();
    private boolean deaf;
    private boolean leaving;
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
        engine.collect(collector);
        engine.setContainer("servicebus-emulator");
        transport.setMaxFrameSize(FRAME_BYTES);
        transport.setChannelMax(MAX_SESSIONS - 1);
        transport.setIdleTimeout(Math.toIntExact(limits.idleTimeout().toMillis()));
        var sasl = transport.sasl();
        sasl.server();
        sasl.setMechanisms("MSSBCBS", "PLAIN", "ANONYMOUS", "EXTERNAL");
        sasl.setListener(new OpenToAll());
        transport.bind(engine);
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
        var more = true;
        for (var i = 0; more && i < READS_PER_TURN && !deaf && transport.capacity() > 0; i++) {
            var tail = transport.tail();
            if (channel.read(tail) < 0) {
                close();
                return;
            }
            // What filled the buffer may have a rest; to ask in vain costs as much as to read.
            more = !tail.hasRemaining();
            hear();
        }
        touch();
    }

    private void hear() {
        try {
            transport.process();
        } catch (RuntimeException e) {
            // What the decoder throws at garbage is not limited to a few types, and the engine says nothing of it.
            LOG.log(System.Logger.Level.DEBUG, "A frame cannot be read", e);
            giveUp(new ErrorCondition(DECODE_ERROR, "A frame is not well-formed AMQP."));
            return;
        }
        try {
            events.handle(collector);
        } catch (Refusal refusal) {
            giveUp(Errors.of(refusal));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A connection is closed, because serving it failed", e);
            giveUp(new ErrorCondition(INTERNAL_ERROR, "The emulator failed to serve this connection."));
        }
    }

    /** Says why, and hears nothing more. */
    private void giveUp(ErrorCondition why) {
        deaf = true;
        engine.setCondition(why);
        engine.close();
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
        var over = isOver();
        if (pending < 0 || (over && !full)) {
            close();
            return;
        }
        key.interestOps((over ? 0 : SelectionKey.OP_READ) | (full ? SelectionKey.OP_WRITE : 0));
        if (!deaf) {
            written(full);
        }
    }

    private void written(boolean full) {
        events.handle(collector);
        if (!full) {
            events.flushed();
        }
    }

    private boolean isOver() {
        return deaf || transport.capacity() < 0;
    }

    /**
     * Sends an empty frame if the other side would otherwise think us dead, and closes if it seems to be dead itself.
     * Who does not even take the last word by the next time never will.
     *
     * @return when it wants to be asked again; 0 if it does not
     */
    long tick(long millis) throws IOException {
        if (leaving) {
            close();
            return 0;
        }
        var next = transport.tick(millis);
        leaving = isOver();
        touch();
        return next;
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
