package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Refusal;
import java.util.function.Function;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;

/** Requests to {@code $cbs} or {@code $management}; the answers go to the link that each names. */
final class RequestLink implements LinkHandler {

    private final Function<Request, Response> node;
    private final Replies replies;
    private final Transfers transfers;
    private final LinkFaults faults;

    RequestLink(Receiver link, Function<Request, Response> node, ClientConnection connection, LinkFaults faults) {
        this.node = node;
        this.faults = faults;
        this.replies = connection.replies();
        var maxBytes = connection.limits().maxMessageBytes();
        this.transfers = new Transfers(link, maxBytes);
        link.setMaxMessageSize(UnsignedLong.valueOf(maxBytes));
        link.open();
        transfers.start();
    }

    @Override
    public void onDelivery(Delivery delivery) {
        transfers.receive(delivery).ifPresent(bytes -> answer(delivery, bytes));
    }

    private void answer(Delivery delivery, byte[] bytes) {
        try {
            var request = Request.of(bytes, delivery.getRemoteState());
            Transfers.settle(delivery, Transacted.accepted(request.state()));
            var reply = respond(request).to(request);
            faults.send(() -> reply(delivery, request, reply));
        } catch (Refusal refusal) {
            Transfers.reject(delivery, refusal);
        }
    }

    private void reply(Delivery delivery, Request request, Message reply) {
        try {
            replies.send(request.message().getReplyTo(), reply);
        } catch (Refusal refusal) {
            Transfers.reject(delivery, refusal);
        }
    }

    /** Only what it says is late; its links are not those of the entity. */
    @Override
    public void onClosed() {
        faults.close();
    }

    private Response respond(Request request) {
        try {
            return node.apply(request);
        } catch (Refusal refusal) {
            return Response.refused(refusal);
        }
    }
}
