package io.throughline.emulator.amqp;

import io.throughline.emulator.core.MessageStore;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.SessionConsumer;
import io.throughline.emulator.core.Sessions;
import io.throughline.emulator.core.StoredMessage;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.qpid.proton.amqp.Binary;

/** What {@code $management} does with sessions. Only the connection that holds one may act upon it. */
final class SessionOperations {

    private static final String SESSION = "session-id";
    private static final String STATE = "session-state";

    private final Namespace namespace;
    private final String path;
    private final Predicate<SessionConsumer> asks;

    /** @param asks whether the holder of a session is the one that asks */
    SessionOperations(Namespace namespace, String path, Predicate<SessionConsumer> asks) {
        this.namespace = namespace;
        this.path = path;
        this.asks = asks;
    }

    private MessageStore store() {
        return namespace.source(path).store();
    }

    private Sessions sessions() {
        return store().sessions();
    }

    private static String session(Request request) {
        return request.text(SESSION).orElseThrow(() -> Request.missing(SESSION));
    }

    Response renew(Request request) {
        var until = sessions().renew(session(request), asks);
        return Response.ok(Map.of("expiration", Date.from(until)));
    }

    /** The state is there, even if it is null. */
    Response state(Request request) {
        var state = sessions().state(session(request), asks).map(Binary::create);
        return Response.ok(Collections.singletonMap(STATE, state.orElse(null)));
    }

    Response changeState(Request request) {
        var session = session(request);
        request.field(STATE)
                .ifPresentOrElse(
                        state -> sessions().changeState(session, asks, ByteBuffer.wrap(Request.bytes(state, STATE))),
                        () -> sessions().clearState(session, asks));
        return Response.ok(Map.of());
    }

    /** Of the session that is named, or of all. */
    List<StoredMessage> peek(Request request, int most) {
        var from = request.number("from-sequence-number");
        var source = namespace.source(path);
        return named(request).map(session -> source.peek(session, from, most)).orElseGet(() -> source.peek(from, most));
    }

    List<StoredMessage> takeDeferred(Request request, boolean lock) {
        var sequences = request.all("sequence-numbers", Long.class);
        if (named(request).isEmpty() && !store().settings().requiresSession()) {
            return store().takeDeferred(sequences, lock);
        }
        return sessions().takeDeferred(session(request), asks, sequences, lock);
    }

    private static Optional<String> named(Request request) {
        return request.text(SESSION);
    }
}
