package io.throughline.emulator.amqp;

import io.throughline.emulator.amqp.message.Outgoing;
import io.throughline.emulator.core.Consumer;
import io.throughline.emulator.core.MessageStore;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.StoredMessage;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;
import org.jspecify.annotations.Nullable;

/** Somebody receives from a queue, a subscription or a dead-letter sub-queue. Its locks outlive it. */
class ConsumeLink implements LinkHandler, Consumer {

    /** Bytes that wait for the socket, above which no more are added. */
    private static final int HIGH_WATER = 1 << 20;

    private final Sender link;
    private final MessageStore store;
    private final ClientConnection connection;
    private final LinkFaults faults;
    private final boolean locks;

    ConsumeLink(Sender link, MessageStore store, ClientConnection connection) {
        this.link = link;
        this.store = store;
        this.connection = connection;
        this.faults = new LinkFaults(store.path(), connection);
        this.locks = link.getRemoteSenderSettleMode() != SenderSettleMode.SETTLED;
    }

    ConsumeLink open() {
        link.open();
        store.add(this);
        return this;
    }

    @Override
    public Optional<LinkFaults> faults() {
        return Optional.of(faults);
    }

    /** Does something when the link is not silent: now or then. */
    final void hear(Runnable action) {
        faults.hear(action);
    }

    @Override
    public boolean ready() {
        return link.getCredit() > faults.unsent()
                && !faults.silent()
                && link.getUnsettled() + faults.unsent() < connection.limits().maxUnsettledPerLink()
                && link.getSession().getOutgoingBytes() < HIGH_WATER;
    }

    @Override
    public boolean locks() {
        return locks;
    }

    @Override
    public void take(StoredMessage message) {
        var token = message.lockToken().orElseGet(UUID::randomUUID);
        var bytes = Outgoing.encode(message);
        faults.send(() -> transfer(token, bytes));
    }

    private void transfer(UUID token, byte[] bytes) {
        var delivery = link.delivery(LockTokens.tag(token));
        delivery.setContext(token);
        link.sendNoCopy(ReadableBuffer.ByteBufferReader.wrap(bytes));
        if (locks) {
            link.advance();
        } else {
            delivery.settle();
        }
        connection.touch();
    }

    @Override
    public void end(Refusal why) {
        link.setCondition(Errors.of(why));
        link.close();
        connection.touch();
    }

    @Override
    public void onFlow() {
        store.dispatch(this);
        if (link.getDrain()) {
            link.drained();
        }
    }

    @Override
    public void onFlushed() {
        store.dispatch(this);
    }

    @Override
    public void onDelivery(Delivery delivery) {
        if (!delivery.isSettled() && (delivery.getRemoteState() != null || delivery.remotelySettled())) {
            settle(delivery, delivery.getRemoteState());
        }
    }

    /** Answers with the kind of state that was asked for: the SDK takes any other as a failure. */
    private void settle(Delivery delivery, @Nullable DeliveryState state) {
        try {
            var settlement = state == null ? Optional.<Settlement>empty() : Dispositions.settlement(state);
            var refused = settlement.isPresent() ? faults.settlementRefused() : Optional.<Rejected>empty();
            if (refused.isPresent()) {
                // Not settled: the other side asks again for the same delivery.
                faults.send(() -> answer(delivery, refused.get(), false));
                return;
            }
            settlement.ifPresent(wanted -> connection
                    .transacted()
                    .settle(state, store, new Transacted.Hold((UUID) delivery.getContext(), wanted)));
            if (settlement.isPresent()) {
                faults.answerSettlement(() -> answer(delivery, Dispositions.done(state), true));
            } else if (delivery.remotelySettled()) {
                delivery.settle();
            }
        } catch (Refusal refusal) {
            faults.send(() -> answer(delivery, Transfers.rejected(refusal), true));
        }
        store.dispatch(this);
    }

    private void answer(Delivery delivery, @Nullable DeliveryState state, boolean settled) {
        delivery.disposition(state);
        if (settled) {
            delivery.settle();
        }
        connection.touch();
    }

    @Override
    public void onClosed() {
        store.remove(this);
    }
}
