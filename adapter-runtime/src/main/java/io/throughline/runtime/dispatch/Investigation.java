package io.throughline.runtime.dispatch;

import io.throughline.events.EventEnvelope;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.exchange.Exchanges;
import io.throughline.runtime.exchange.LastExchange;
import io.throughline.runtime.exchange.Masking;
import io.throughline.runtime.policy.Fingerprint;
import io.throughline.runtime.policy.Fingerprint.Cause;
import io.throughline.runtime.store.Evidence;
import io.throughline.runtime.store.LeasedDelivery;
import java.util.List;

/** Collects what is known of an attempt that failed. Only asked when the delivery is parked. */
record Investigation(String integration) {

    /**
     * An attempt that got as far as the handler.
     *
     * @param together data of the events that the call was about: its request may show any of them
     */
    record Subject(EventEnvelope<?> event, Delivery delivery, LastExchange exchange, List<Object> together) {}

    Evidence of(Subject subject, RuntimeException failure) {
        LastExchange exchange = subject.exchange();
        Masking masking = Masking.of(subject.together().toArray());
        Cause cause = new Cause(
                integration,
                subject.delivery().operation().orElse(subject.event().type().name()),
                failure.getClass().getSimpleName(),
                AttemptLog.code(failure),
                masking.mask(String.valueOf(failure.getMessage())) + " " + exchange.words(masking));
        return new Evidence(
                Fingerprint.of(cause),
                exchange.request(masking),
                exchange.answer(masking),
                Exchanges.of(exchange, subject.event(), subject.together().size() == 1, masking));
    }

    /** Of an event that could not be read: nothing was sent. */
    Evidence of(LeasedDelivery unreadable, RuntimeException failure) {
        Cause cause = new Cause(
                integration,
                unreadable.type(),
                failure.getClass().getSimpleName(),
                AttemptLog.code(failure),
                String.valueOf(failure.getMessage()));
        return new Evidence(Fingerprint.of(cause), "", "", Exchanges.NONE);
    }
}
