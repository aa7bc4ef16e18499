package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Destination;
import io.throughline.emulator.core.MessageStore;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.Refusal;
import java.util.Locale;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.jspecify.annotations.Nullable;

/** Decides what stands behind a link that somebody opens, or refuses it. */
final class Attach {

    private static final String TOKENS = "$cbs";
    private static final Symbol TRANSFER_DESTINATION = Symbol.valueOf("com.microsoft:transfer-destination-address");
    private static final String MANAGEMENT = "/$management";

    private final Namespace namespace;
    private final TokenNode tokens;
    private final ClientConnection connection;

    Attach(Namespace namespace, TokenNode tokens, ClientConnection connection) {
        this.namespace = namespace;
        this.tokens = tokens;
        this.connection = connection;
    }

    /** What now stands behind the link, which is open; nothing if it was refused. */
    Optional<LinkHandler> open(Link link) {
        link.setSource(link.getRemoteSource());
        link.setTarget(link.getRemoteTarget());
        link.setSenderSettleMode(link.getRemoteSenderSettleMode());
        link.setReceiverSettleMode(link.getRemoteReceiverSettleMode());
        try {
            return Optional.of(
                    switch (link) {
                        case Receiver receiver -> incoming(receiver);
                        case Sender sender -> outgoing(sender);
                        default -> throw new IllegalStateException("Neither sends nor receives: " + link);
                    });
        } catch (Refusal refusal) {
            refuse(link, refusal);
            return Optional.empty();
        }
    }

    /** A refusal is an attach without ends, and then a detach that says why. */
    @SuppressWarnings("NullAway") // proton takes null for absent
    static void refuse(Link link, Refusal refusal) {
        link.setSource(null);
        link.setTarget(null);
        link.open();
        link.setCondition(Errors.of(refusal));
        link.close();
    }

    private LinkHandler incoming(Receiver link) {
        var target = link.getRemoteTarget();
        if (target instanceof Coordinator) {
            return new CoordinatorLink(link, connection);
        }
        var path = path(target == null ? null : target.getAddress());
        if (path.equalsIgnoreCase(TOKENS)) {
            return new RequestLink(link, tokens::answer, connection, new LinkFaults("", connection));
        }
        var entity = entity(path);
        tokens.require(path);
        if (!entity.equals(path)) {
            var management = new ManagementNode(
                    namespace, entity, connection.transacted(), holder -> SessionLink.isOn(connection, holder));
            return new RequestLink(link, management::answer, connection, new LinkFaults(entity, connection));
        }
        return new PublishLink(link, destination(link, path), connection);
    }

    /** What is sent via one entity to another is never seen in the first, which only has to be there. */
    private Destination destination(Receiver link, String path) {
        var via = namespace.destination(path);
        var properties = link.getRemoteProperties();
        if (properties == null || properties.get(TRANSFER_DESTINATION) == null) {
            return via;
        }
        var last = path(properties.get(TRANSFER_DESTINATION).toString());
        tokens.require(last);
        return namespace.destination(last);
    }

    private LinkHandler outgoing(Sender link) {
        var source = link.getRemoteSource();
        var path = path(source == null ? null : source.getAddress());
        if (path.equalsIgnoreCase(TOKENS)) {
            return connection.replies().open(link);
        }
        var entity = entity(path);
        tokens.require(path);
        if (!entity.equals(path)) {
            return connection.replies().open(link);
        }
        var store = namespace.source(path).store();
        requireFit(link, store);
        store.requireOpen();
        return SessionLink.asksFor(link)
                ? SessionLink.await(link, store, connection)
                : new ConsumeLink(link, store, connection).open();
    }

    private static void requireFit(Sender link, MessageStore store) {
        var wanted = SessionLink.asksFor(link);
        if (wanted != store.settings().requiresSession()) {
            throw new Refusal(
                    Refusal.Reason.NOT_ALLOWED,
                    "The entity '" + store.path() + "' has "
                            + (wanted ? "no sessions." : "sessions, and the receiver none."));
        }
    }

    private static String path(@Nullable String address) {
        if (address == null || address.isEmpty()) {
            throw new Refusal(Refusal.Reason.INVALID, "The link names no entity.");
        }
        return address.startsWith("/") ? address.substring(1) : address;
    }

    private static String entity(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(MANAGEMENT)
                ? path.substring(0, path.length() - MANAGEMENT.length())
                : path;
    }
}
