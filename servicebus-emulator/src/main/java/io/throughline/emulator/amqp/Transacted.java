package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Destination;
import io.throughline.emulator.core.Message;
import io.throughline.emulator.core.MessageStore;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.Transaction;
import io.throughline.emulator.core.Transactions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.jspecify.annotations.Nullable;

/** Does what the links of one connection are asked: in the transaction that the delivery's state names, or at once. */
record Transacted(Transactions transactions) {

    private static final int ID_BYTES = 2 * Long.BYTES;

    /** What belongs to a transaction was refused before that heard of it. */
    void spoil(@Nullable DeliveryState state, Refusal why) {
        if (state instanceof TransactionalState named && isId(named.getTxnId())) {
            transactions.spoil(id(named.getTxnId()), why);
        }
    }

    void send(@Nullable DeliveryState state, Destination destination, List<Message> messages) {
        if (state instanceof TransactionalState named) {
            in(named).send(destination, messages);
        } else {
            destination.submit(messages);
        }
    }

    List<Long> schedule(@Nullable DeliveryState state, Destination destination, List<Message> messages) {
        return state instanceof TransactionalState named
                ? in(named).schedule(destination, messages)
                : destination.submit(messages);
    }

    void settle(@Nullable DeliveryState state, MessageStore store, Hold hold) {
        if (state instanceof TransactionalState named) {
            in(named).settle(store, hold.token(), hold.settlement());
        } else {
            store.settle(hold.token(), hold.settlement());
        }
    }

    /** How somebody ends what he holds. */
    record Hold(UUID token, Settlement settlement) {}

    private Transaction in(TransactionalState named) {
        return transactions.get(id(named.getTxnId()));
    }

    /** What says that something was taken: in a transaction, with its id. */
    static DeliveryState accepted(@Nullable DeliveryState asked) {
        if (!(asked instanceof TransactionalState named)) {
            return Accepted.getInstance();
        }
        var accepted = new TransactionalState();
        accepted.setTxnId(named.getTxnId());
        accepted.setOutcome(Accepted.getInstance());
        return accepted;
    }

    static Binary wire(UUID id) {
        return new Binary(ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    private static boolean isId(@Nullable Binary wire) {
        return wire != null && wire.getLength() == ID_BYTES;
    }

    static UUID id(@Nullable Binary wire) {
        if (wire == null || !isId(wire)) {
            throw new Refusal(Refusal.Reason.UNKNOWN_TRANSACTION, "That is the id of no transaction.");
        }
        var bytes = wire.asByteBuffer();
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
