package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Refusal;
import java.util.function.Function;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** Requests to {@code $cbs} or {@code $management}; the answers go to the link that each names. */
final class RequestLink implements LinkHandler {

    private final Function<Request, Response> node;
    private final Replies replies;
    private final Transfers transfers;

    RequestLink(Receiver link, Function<Request, Response> node, ClientConnection connection) {
        this.node = node;
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
            var request = Request.of(bytes);
            Transfers.accept(delivery);
            replies.send(request.message().getReplyTo(), respond(request).to(request));
        } catch (Refusal refusal) {
            Transfers.reject(delivery, refusal);
        }
    }

    private Response respond(Request request) {
        try {
            return node.apply(request);
        } catch (Refusal refusal) {
            return Response.refused(refusal);
        }
    }
}
