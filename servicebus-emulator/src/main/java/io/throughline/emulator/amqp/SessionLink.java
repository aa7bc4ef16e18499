package io.throughline.emulator.amqp;

import io.throughline.emulator.core.MessageStore;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.SessionConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;
import org.jspecify.annotations.Nullable;

/** Somebody receives from one session, of his choice or the next that is free. Unlike other locks, his end with him. */
final class SessionLink extends ConsumeLink implements SessionConsumer {

    private static final Symbol FILTER = Symbol.valueOf("com.microsoft:session-filter");
    private static final Symbol LOCKED_UNTIL = Symbol.valueOf("com.microsoft:locked-until-utc");
    private static final Symbol TIMEOUT = Symbol.valueOf("com.microsoft:timeout");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MOST_PATIENCE = Duration.ofHours(1);

    /** From the beginning of .NET's time to that of ours, in units of 100 nanoseconds. */
    private static final long TICKS_OF_EPOCH = 621_355_968_000_000_000L;

    private static final long TICKS_PER_MILLI = 10_000;

    private final Sender link;
    private final MessageStore store;
    private final ClientConnection connection;
    private @Nullable String session;

    private SessionLink(Sender link, MessageStore store, ClientConnection connection) {
        super(link, store, connection);
        this.link = link;
        this.store = store;
        this.connection = connection;
    }

    /** Whether the link asks for a session, a certain one or any. */
    static boolean asksFor(Sender link) {
        return filter(link).containsKey(FILTER);
    }

    private static Map<?, ?> filter(Sender link) {
        var filter = link.getRemoteSource() instanceof Source source ? source.getFilter() : null;
        return filter == null ? Map.of() : filter;
    }

    /** The link opens once it has its session; until then it looks like one that is refused. */
    @SuppressWarnings("NullAway") // proton takes null for absent
    static SessionLink await(Sender link, MessageStore store, ClientConnection connection) {
        var waiting = new SessionLink(link, store, connection);
        link.setSource(null);
        var wanted = filter(link).get(FILTER);
        if (wanted == null) {
            store.sessions().acceptNext(waiting, patience(link));
        } else {
            store.sessions().accept(waiting, wanted.toString());
        }
        return waiting;
    }

    private static Duration patience(Sender link) {
        var properties = link.getRemoteProperties();
        var asked = properties != null && properties.get(TIMEOUT) instanceof Number millis
                ? Duration.ofMillis(millis.longValue())
                : PATIENCE;
        return asked.compareTo(MOST_PATIENCE) < 0 ? asked : MOST_PATIENCE;
    }

    @Override
    public Optional<String> session() {
        return Optional.ofNullable(session);
    }

    static boolean isOn(ClientConnection connection, SessionConsumer holder) {
        return holder instanceof SessionLink link && link.connection.equals(connection);
    }

    @Override
    public void begin(String taken, Instant lockedUntil) {
        session = taken;
        var source = (Source) link.getRemoteSource();
        var filter = new LinkedHashMap<Object, Object>(source.getFilter());
        filter.put(FILTER, taken);
        source.setFilter(filter);
        link.setSource(source);
        link.setProperties(Map.of(LOCKED_UNTIL, TICKS_OF_EPOCH + lockedUntil.toEpochMilli() * TICKS_PER_MILLI));
        link.open();
        connection.touch();
    }

    /** A link that waits has to be refused; one that is silent hears of its end when it speaks again. */
    @Override
    public void end(Refusal why) {
        if (session == null) {
            Attach.refuse(link, why);
            connection.touch();
        } else {
            hear(() -> super.end(why));
        }
    }

    /** The SDK settles so what comes while it closes; with the link's end the message is back, and not counted. */
    @Override
    public void onDelivery(Delivery delivery) {
        if (!delivery.isSettled() && delivery.remotelySettled() && delivery.getRemoteState() instanceof Modified) {
            delivery.settle();
        } else {
            super.onDelivery(delivery);
        }
    }

    @Override
    public void onClosed() {
        store.sessions().remove(this);
    }
}
