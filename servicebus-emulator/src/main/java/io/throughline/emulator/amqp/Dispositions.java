package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.Settlement.DeadLetter;
import io.throughline.emulator.rules.Changes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.jspecify.annotations.Nullable;

/** What a receiver's disposition asks for. */
final class Dispositions {

    private Dispositions() {}

    /** Nothing if the state is not an end: the receiver only says how far it is. */
    static Optional<Settlement> settlement(DeliveryState state) {
        return switch (state) {
            case Accepted accepted -> Optional.of(new Settlement.Complete());
            case Released released -> Optional.of(new Settlement.Release());
            case Rejected rejected -> Optional.of(deadLetter(rejected));
            case Modified modified -> Optional.of(modified(modified));
            case TransactionalState named ->
                named.getOutcome() instanceof DeliveryState outcome ? settlement(outcome) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Says that what was asked for is done; without a dead letter's reason, which some clients take for an error. */
    static @Nullable DeliveryState done(@Nullable DeliveryState state) {
        return switch (state) {
            case Rejected _ -> new Rejected();
            case TransactionalState named
            when named.getOutcome() instanceof Rejected -> {
                var done = new TransactionalState();
                done.setTxnId(named.getTxnId());
                done.setOutcome(new Rejected());
                yield done;
            }
            case null, default -> state;
        };
    }

    private static Settlement modified(Modified modified) {
        var changes = Changes.of(properties(modified.getMessageAnnotations()));
        return Boolean.TRUE.equals(modified.getUndeliverableHere())
                ? new Settlement.Defer(changes)
                : new Settlement.Abandon(changes);
    }

    private static Settlement deadLetter(Rejected rejected) {
        var error = rejected.getError();
        if (error == null) {
            return DeadLetter.because(null, null, Map.of());
        }
        var properties = properties(error.getInfo());
        if (!properties.containsKey(DeadLetter.REASON) && error.getDescription() != null) {
            properties.put(DeadLetter.DESCRIPTION, error.getDescription());
        }
        return DeadLetter.because(null, null, properties);
    }

    static Map<String, Object> properties(@Nullable Map<?, ?> map) {
        var properties = new LinkedHashMap<String, Object>();
        if (map != null) {
            map.forEach((name, value) -> properties.put(String.valueOf(name), value));
        }
        return properties;
    }
}
