package io.throughline.emulator.amqp;

import io.throughline.emulator.amqp.message.AmqpMessage;
import io.throughline.emulator.amqp.message.Outgoing;
import io.throughline.emulator.core.Destination;
import io.throughline.emulator.core.Message;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.SessionConsumer;
import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.Source;
import io.throughline.emulator.core.StoredMessage;
import io.throughline.emulator.rules.Changes;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;

/** {@code $management} of one entity. Arrays in a map must be of objects: proton cannot encode others there. */
final class ManagementNode {

    private static final String PREFIX = "com.microsoft:";
    private static final Set<String> TRANSACTIONAL = Set.of("schedule-message", "update-disposition", "renew-lock");
    private static final int MAX_PEEKED = 1000;
    private static final int MAX_REPLY_BYTES = 8 << 20;

    private final Namespace namespace;
    private final String path;
    private final Transacted transacted;
    private final RuleOperations rules;
    private final SessionOperations sessions;

    ManagementNode(Namespace namespace, String path, Transacted transacted, Predicate<SessionConsumer> asks) {
        this.namespace = namespace;
        this.path = path;
        this.transacted = transacted;
        this.rules = new RuleOperations(namespace, path);
        this.sessions = new SessionOperations(namespace, path, asks);
    }

    Response answer(Request request) {
        var full = request.property("operation");
        var operation = full.startsWith(PREFIX) ? full.substring(PREFIX.length()) : full;
        if (request.state() instanceof TransactionalState && !TRANSACTIONAL.contains(operation)) {
            throw new Refusal(Refusal.Reason.NOT_ALLOWED, "No transaction can hold this: " + operation);
        }
        return switch (operation) {
            case "renew-lock" -> renewLock(request);
            case "update-disposition" -> updateDisposition(request);
            case "peek-message" -> peek(request);
            case "receive-by-sequence-number" -> receive(request);
            case "schedule-message" -> schedule(request);
            case "cancel-scheduled-message" -> cancel(request);
            case "renew-session-lock" -> sessions.renew(request);
            case "get-session-state" -> sessions.state(request);
            case "set-session-state" -> sessions.changeState(request);
            case "add-rule" -> rules.add(request);
            case "remove-rule" -> rules.remove(request);
            case "enumerate-rules" -> rules.enumerate(request);
            default -> throw new Refusal(Refusal.Reason.NOT_IMPLEMENTED, "Not known here: " + operation);
        };
    }

    private Source source() {
        return namespace.source(path);
    }

    private Destination destination() {
        return namespace.destination(path);
    }

    private Response renewLock(Request request) {
        var store = source().store();
        var expirations = request.all("lock-tokens", UUID.class).stream()
                .map(token -> Date.from(store.renew(token)))
                .toArray(Date[]::new);
        return Response.ok(Map.of("expirations", expirations));
    }

    private Response updateDisposition(Request request) {
        var settlement = settlement(request);
        var store = source().store();
        request.all("lock-tokens", UUID.class)
                .forEach(token -> transacted.settle(request.state(), store, new Transacted.Hold(token, settlement)));
        return Response.ok(Map.of());
    }

    private static Settlement settlement(Request request) {
        var properties = request.field("properties-to-modify")
                .map(changes -> Dispositions.properties(changes instanceof Map<?, ?> map ? map : Map.of()))
                .orElseGet(HashMap::new);
        var changes = Changes.of(properties);
        return switch (request.text("disposition-status").orElse("")) {
            case "completed" -> new Settlement.Complete();
            case "abandoned" -> new Settlement.Abandon(changes);
            // The protocol spells it so.
            case "defered" -> new Settlement.Defer(changes);
            case "suspended" ->
                Settlement.DeadLetter.because(
                        request.text("deadletter-reason").orElse(null),
                        request.text("deadletter-description").orElse(null),
                        properties);
            default -> throw Request.missing("disposition-status");
        };
    }

    private Response peek(Request request) {
        var most = (int) Math.clamp(request.number("message-count"), 1L, MAX_PEEKED);
        var messages = new ArrayList<Map<String, Object>>();
        var bytes = 0;
        for (var stored : sessions.peek(request, most)) {
            var encoded = Outgoing.encode(stored);
            bytes += encoded.length;
            if (!messages.isEmpty() && bytes > MAX_REPLY_BYTES) {
                break;
            }
            messages.add(Map.of("message", new Binary(encoded)));
        }
        return messages.isEmpty() ? Response.empty() : Response.ok(Map.of("messages", messages));
    }

    private Response receive(Request request) {
        var lock = request.number("receiver-settle-mode") == 1;
        var found = sessions.takeDeferred(request, lock);
        return Response.ok(
                Map.of("messages", found.stream().map(ManagementNode::received).toList()));
    }

    private static Map<String, Object> received(StoredMessage stored) {
        return Map.of(
                "lock-token",
                stored.lockToken().orElseGet(() -> new UUID(0, 0)),
                "message",
                new Binary(Outgoing.encode(stored)));
    }

    private Response schedule(Request request) {
        var messages = new ArrayList<Message>();
        for (var entry : request.all("messages", Object.class)) {
            var message = entry instanceof Map<?, ?> map ? map.get("message") : null;
            messages.add(AmqpMessage.ofSender(Request.bytes(message, "messages")));
        }
        var numbers = transacted.schedule(request.state(), destination(), messages);
        return Response.ok(Map.of("sequence-numbers", numbers.toArray(Long[]::new)));
    }

    private Response cancel(Request request) {
        destination().cancelScheduled(List.copyOf(request.all("sequence-numbers", Long.class)));
        return Response.ok(Map.of());
    }
}
