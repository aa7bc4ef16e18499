package io.throughline.emulator.amqp;

import io.throughline.emulator.core.MessageStore;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.SessionConsumer;
import io.throughline.emulator.core.Sessions;
import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.StoredMessage;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;

/** What {@code $management} does with sessions. Only the connection that holds one may act upon it. */
final class SessionOperations {

    private static final String SESSION = "session-id";
    private static final String STATE = "session-state";

    private final Namespace namespace;
    private final String path;
    private final ClientConnection connection;

    SessionOperations(Namespace namespace, String path, ClientConnection connection) {
        this.namespace = namespace;
        this.path = path;
        this.connection = connection;
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

    private boolean asks(SessionConsumer holder) {
        return holder instanceof SessionLink link && link.on(connection);
    }

    Response renew(Request request) {
        var until = sessions().renew(session(request), this::asks);
        return Response.ok(Map.of("expiration", Date.from(until)));
    }

    /** The state is there, even if it is null. */
    Response state(Request request) {
        var state = sessions().state(session(request), this::asks).map(Binary::create);
        return Response.ok(Collections.singletonMap(STATE, state.orElse(null)));
    }

    Response changeState(Request request) {
        var session = session(request);
        request.field(STATE)
                .ifPresentOrElse(
                        state -> sessions()
                                .changeState(session, this::asks, ByteBuffer.wrap(Request.bytes(state, STATE))),
                        () -> sessions().clearState(session, this::asks));
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
        return sessions().takeDeferred(session(request), this::asks, sequences, lock);
    }

    void settle(Request request, UUID token, Settlement settlement) {
        if (named(request).isPresent()) {
            sessions().settle(token, settlement);
        } else {
            store().settle(token, settlement);
        }
    }

    private static Optional<String> named(Request request) {
        return request.text(SESSION);
    }
}
