package io.throughline.runtime.app;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class TestAdapter implements EventHandler<OrderPlaced> {

    final List<String> handled = new CopyOnWriteArrayList<>();
    volatile String rejected = "";

    @Override
    public EventType<OrderPlaced> type() {
        return OrderPlaced.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderPlaced> event, Delivery delivery) {
        String name = event.orderKey() + "/" + event.sequence();
        if (name.equals(rejected)) {
            throw new PermanentFailure("test-rejected", "the test says so", null);
        }
        handled.add(name);
        return Outcome.delivered("ref-" + name);
    }
}
