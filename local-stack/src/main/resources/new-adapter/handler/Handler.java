package io.throughline.@package@;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.@Payload@;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import org.springframework.stereotype.Component;

/** @Summary@ */
@Component
class @Payload@Handler implements EventHandler<@Payload@> {

    private final @Name@Client client;

    @Payload@Handler(@Name@Client client) {
        this.client = client;
    }

    @Override
    public EventType<@Payload@> type() {
        return @Payload@.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<@Payload@> event, Delivery delivery) {
        @Payload@ data = event.data();
@guard@        return client.send("@operation@", delivery.effectKey("@operation@"@document@), OrderNotice.of(data.order()));
    }
}
