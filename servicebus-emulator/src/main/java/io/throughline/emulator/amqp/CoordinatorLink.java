package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.Transactions;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.amqp.transaction.Declare;
import org.apache.qpid.proton.amqp.transaction.Declared;
import org.apache.qpid.proton.amqp.transaction.Discharge;
import org.apache.qpid.proton.amqp.transaction.TxnCapability;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** Begins and ends transactions, which any link of the connection may use. Those that are open end with this link. */
final class CoordinatorLink implements LinkHandler {

    private final Transactions transactions;
    private final Transfers transfers;

    CoordinatorLink(Receiver link, ClientConnection connection) {
        this.transactions = connection.transacted().transactions();
        var maxBytes = connection.limits().maxMessageBytes();
        this.transfers = new Transfers(link, maxBytes);
        var target = new Coordinator();
        target.setCapabilities(
                TxnCapability.LOCAL_TXN, TxnCapability.MULTI_TXNS_PER_SSN, TxnCapability.MULTI_SSNS_PER_TXN);
        link.setTarget(target);
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
            Transfers.settle(delivery, outcome(Request.of(bytes, null).body()));
        } catch (Refusal refusal) {
            Transfers.reject(delivery, refusal);
        }
    }

    private DeliveryState outcome(Object asked) {
        return switch (asked) {
            case Declare declare -> {
                var declared = new Declared();
                declared.setTxnId(Transacted.wire(transactions.declare(this)));
                yield declared;
            }
            case Discharge discharge -> {
                end(discharge);
                yield Accepted.getInstance();
            }
            default -> throw new Refusal(Refusal.Reason.INVALID, "A coordinator takes Declare and Discharge.");
        };
    }

    private void end(Discharge discharge) {
        var id = Transacted.id(discharge.getTxnId());
        if (Boolean.TRUE.equals(discharge.getFail())) {
            transactions.rollBack(id);
        } else {
            transactions.commit(id);
        }
    }

    @Override
    public void onClosed() {
        transactions.leave(this);
    }
}
