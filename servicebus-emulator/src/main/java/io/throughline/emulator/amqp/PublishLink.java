package io.throughline.emulator.amqp;

import io.throughline.emulator.amqp.message.AmqpMessage;
import io.throughline.emulator.core.Destination;
import io.throughline.emulator.core.Refusal;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;

/** Somebody sends to a queue or topic. */
final class PublishLink implements LinkHandler {

    private static final Symbol MAX_BATCH = Symbol.valueOf("com.microsoft:max-message-batch-size");

    private final Destination destination;
    private final Transfers transfers;
    private final Transacted transacted;
    private final LinkFaults faults;

    /** Opens the link. The SDK cannot send over one that names no limit. */
    PublishLink(Receiver link, Destination destination, ClientConnection connection) {
        var maxBytes = connection.limits().maxMessageBytes();
        this.faults = new LinkFaults(destination.path(), connection);
        this.destination = destination;
        this.transacted = connection.transacted();
        this.transfers = new Transfers(link, maxBytes);
        link.setMaxMessageSize(UnsignedLong.valueOf(maxBytes));
        link.setProperties(Map.of(MAX_BATCH, UnsignedInteger.valueOf(maxBytes)));
        link.open();
        transfers.start();
    }

    @Override
    public Optional<LinkFaults> faults() {
        return Optional.of(faults);
    }

    @Override
    public void onDelivery(Delivery delivery) {
        transfers.receive(delivery).ifPresent(bytes -> publish(delivery, bytes));
    }

    /** An entity of the same name may come back: the client is to open a new link then. */
    private static void endIfGone(Link link, Refusal refusal) {
        if (refusal.reason() == Refusal.Reason.NOT_FOUND) {
            link.setCondition(Errors.of(refusal));
            link.close();
        }
    }

    private void publish(Delivery delivery, byte[] bytes) {
        var state = delivery.getRemoteState();
        try {
            var refused = faults.sendRefused();
            if (refused.isPresent()) {
                transacted.spoil(state, new Refusal(Refusal.Reason.NOT_ALLOWED, "A send met a fault."));
                faults.send(() -> Transfers.settle(delivery, refused.get()));
                return;
            }
            transacted.send(state, destination, AmqpMessage.ofTransfer(bytes, delivery.getMessageFormat()));
            faults.answerSend(() -> Transfers.settle(delivery, Transacted.accepted(state)));
        } catch (Refusal refusal) {
            transacted.spoil(state, refusal);
            faults.send(() -> {
                Transfers.reject(delivery, refusal);
                endIfGone(delivery.getLink(), refusal);
            });
        }
    }
}
