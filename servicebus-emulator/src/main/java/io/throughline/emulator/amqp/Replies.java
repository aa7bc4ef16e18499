package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Refusal;
import java.nio.BufferOverflowException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/** The links of one connection over which answers go. */
final class Replies {

    private static final int MAX_WAITING = 1000;

    private final List<Sender> links = new ArrayList<>();

    LinkHandler open(Sender link) {
        link.open();
        links.add(link);
        return new LinkHandler() {
            @Override
            public void onDelivery(Delivery delivery) {
                delivery.settle();
            }

            @Override
            public void onClosed() {
                links.remove(link);
            }
        };
    }

    /** @param address the target of a link; some clients give the link's name instead */
    void send(@Nullable String address, Message reply) {
        var link = links.stream()
                .filter(candidate -> candidate.getRemoteTarget() != null
                        && candidate.getRemoteTarget().getAddress() != null
                        && candidate.getRemoteTarget().getAddress().equals(address))
                .findFirst()
                .or(() -> links.stream()
                        .filter(candidate -> candidate.getName().equals(address))
                        .findFirst())
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "Nobody listens at " + address));
        if (link.getQueued() > MAX_WAITING) {
            throw new Refusal(Refusal.Reason.QUOTA_EXCEEDED, "Too many answers wait for credit.");
        }
        var bytes = encode(reply);
        var delivery = link.delivery(UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        link.send(bytes, 0, bytes.length);
        delivery.settle();
    }

    private static byte[] encode(Message reply) {
        for (var size = 4096; ; size *= 2) {
            try {
                var buffer = new byte[size];
                var length = reply.encode(buffer, 0, size);
                return Arrays.copyOf(buffer, length);
            } catch (BufferOverflowException e) {
                // Tried again with twice the room: proton cannot say beforehand how much it needs.
            }
        }
    }
}
