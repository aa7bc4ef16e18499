package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Session;
import org.jspecify.annotations.Nullable;

/** Turns the engine's events into calls of what stands behind each link. */
final class EngineEvents {

    private static final int MAX_LINKS = 5000;

    private final Attach attach;
    private final Map<Link, LinkHandler> links = new LinkedHashMap<>();

    EngineEvents(Attach attach) {
        this.attach = attach;
    }

    void handle(Collector collector) {
        for (var event = collector.peek(); event != null; event = collector.peek()) {
            handle(event);
            collector.pop();
        }
    }

    /** The events left out concern only clients and reactors. */
    private void handle(Event event) {
        switch (event.getType()) {
            case CONNECTION_REMOTE_OPEN -> event.getConnection().open();
            case CONNECTION_REMOTE_CLOSE -> event.getConnection().close();
            case SESSION_REMOTE_OPEN -> event.getSession().open();
            case SESSION_REMOTE_CLOSE -> close(event.getSession());
            case LINK_REMOTE_OPEN -> open(event.getLink());
            case LINK_REMOTE_CLOSE, LINK_REMOTE_DETACH -> close(event.getLink());
            case LINK_FLOW -> handler(event.getLink()).ifPresent(handler -> hear(handler, handler::onFlow));
            case DELIVERY -> delivery(event.getDelivery());
            default -> {}
        }
    }

    private void open(@Nullable Link link) {
        if (link == null) {
            // The engine's way to say so.
            throw new Refusal(Refusal.Reason.NOT_ALLOWED, "A handle cannot be used for two links.");
        }
        if (link.getLocalState() != EndpointState.UNINITIALIZED) {
            return;
        }
        if (links.size() >= MAX_LINKS) {
            link.open();
            detach(link, new Refusal(Refusal.Reason.QUOTA_EXCEEDED, "Too many links on one connection."));
            return;
        }
        attach.open(link).ifPresent(handler -> links.put(link, handler));
    }

    private void delivery(Delivery delivery) {
        handler(delivery.getLink()).ifPresent(handler -> hear(handler, () -> delivery(delivery, handler)));
    }

    private void delivery(Delivery delivery, LinkHandler handler) {
        var link = delivery.getLink();
        try {
            handler.onDelivery(delivery);
        } catch (Refusal refusal) {
            // What is refused here spoils the link, as a transfer without end does.
            forget(link);
            detach(link, refusal);
        }
    }

    private static void hear(LinkHandler handler, Runnable action) {
        handler.faults().ifPresentOrElse(faults -> faults.hear(action), action);
    }

    /** Closes links of an entity on purpose; returns how many. */
    int detach(String entity, ErrorCondition error, int most) {
        var chosen = links.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .faults()
                        .filter(faults -> faults.of(entity))
                        .isPresent())
                .map(Map.Entry::getKey)
                .limit(most)
                .toList();
        chosen.forEach(link -> {
            forget(link);
            detach(link, error);
        });
        return chosen.size();
    }

    private static void detach(Link link, Refusal refusal) {
        detach(link, Errors.of(refusal));
    }

    private static void detach(Link link, ErrorCondition error) {
        link.setCondition(error);
        link.close();
    }

    private void close(Link link) {
        forget(link);
        link.close();
        link.free();
    }

    private void close(Session session) {
        links.keySet().stream()
                .filter(link -> link.getSession().equals(session))
                .toList()
                .forEach(this::close);
        session.close();
        session.free();
    }

    private void forget(Link link) {
        Optional.ofNullable(links.remove(link)).ifPresent(EngineEvents::closed);
    }

    private static void closed(LinkHandler handler) {
        handler.faults().ifPresent(LinkFaults::close);
        handler.onClosed();
    }

    private Optional<LinkHandler> handler(Link link) {
        return Optional.ofNullable(links.get(link));
    }

    void flushed() {
        each(LinkHandler::onFlushed);
    }

    /** The socket is gone, and with it all links. */
    void closed() {
        each(EngineEvents::closed);
        links.clear();
    }

    private void each(Consumer<LinkHandler> action) {
        List.copyOf(links.values()).forEach(action);
    }
}
