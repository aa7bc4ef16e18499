package io.throughline.stack;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Orders as an adapter hears of them: placed, paid, and each in its turn cancelled, refunded or left alone. */
final class SampleEvents {

    private final Clock clock;
    private int orders;

    SampleEvents(Clock clock) {
        this.clock = clock;
    }

    /** All events of one more order. */
    List<EventEnvelope<?>> next() {
        orders++;
        String key = "standard:sample-shop:" + clock.instant().toEpochMilli() + orders;
        OrderFixture order =
                OrderFixture.order(new Line("SKU-1", 2), new Line("SKU-2", 1)).key(key);
        Stream<EventEnvelope<? extends OrderEvent>> begin =
                Stream.of(Events.orderPlaced(order), Events.orderPaid(order));
        Stream<EventEnvelope<? extends OrderEvent>> end = switch (orders % 3) {
            case 0 -> Stream.of(Events.numbered(Events.orderCancelled(order), 3));
            case 1 -> Stream.of(Events.orderRefunded(order));
            default -> Stream.empty();
        };
        return Stream.concat(begin, end)
                .<EventEnvelope<?>>map(this::acceptedNow)
                .toList();
    }

    /** The same event, accepted just now and first in its order. */
    EventEnvelope<?> first(EventEnvelope<?> event) {
        return acceptedNow(Events.numbered(event, 1));
    }

    private <E extends OrderEvent> EventEnvelope<E> acceptedNow(EventEnvelope<E> event) {
        return new EventEnvelope<>(
                event.id(),
                event.source(),
                event.orderKey(),
                event.type(),
                event.orderRef(),
                event.sequence(),
                event.occurredAt(),
                clock.instant(),
                event.origin(),
                event.traceparent(),
                event.test(),
                event.data());
    }
}
