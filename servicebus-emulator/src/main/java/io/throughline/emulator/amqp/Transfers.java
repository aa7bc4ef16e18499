package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Refusal;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** The incoming side of a link: whole transfers within a limit, and enough credit. */
final class Transfers {

    private static final int CREDIT = 1000;

    private final Receiver link;
    private final int maxBytes;

    Transfers(Receiver link, int maxBytes) {
        this.link = link;
        this.maxBytes = maxBytes;
    }

    void start() {
        link.flow(CREDIT);
    }

    /** The bytes of a transfer once it is whole; until then, and if it was given up, nothing. */
    Optional<byte[]> receive(Delivery delivery) {
        if (delivery.isAborted()) {
            link.advance();
            delivery.settle();
            return Optional.empty();
        }
        if (delivery.available() > maxBytes) {
            throw new Refusal(
                    Refusal.Reason.MESSAGE_TOO_LARGE, "The message exceeds the limit of " + maxBytes + " bytes.");
        }
        if (delivery.isPartial() || delivery.isSettled()) {
            return Optional.empty();
        }
        var bytes = new byte[delivery.available()];
        link.recv(bytes, 0, bytes.length);
        link.advance();
        if (link.getCredit() <= CREDIT / 2) {
            link.flow(CREDIT - link.getCredit());
        }
        return Optional.of(bytes);
    }

    static void accept(Delivery delivery) {
        settle(delivery, Accepted.getInstance());
    }

    /** A rejection without an error breaks the SDK. */
    static void reject(Delivery delivery, Refusal refusal) {
        settle(delivery, rejected(refusal));
    }

    static void settle(Delivery delivery, DeliveryState state) {
        delivery.disposition(state);
        delivery.settle();
    }

    static Rejected rejected(Refusal refusal) {
        var rejected = new Rejected();
        rejected.setError(Errors.of(refusal));
        return rejected;
    }
}
