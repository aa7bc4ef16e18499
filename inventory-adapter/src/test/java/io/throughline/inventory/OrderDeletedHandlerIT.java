package io.throughline.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderDeleted;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderDeletedHandlerIT implements AdapterContract<OrderDeleted> {

    private final EventEnvelope<OrderDeleted> event = Events.orderDeleted(OrderFixture.order(new Line("SKU-1", 3)));
    private final StockFixture fixture = new StockFixture();
    private final EventHandler<OrderDeleted> handler = new StockHandlers().deleted(fixture.stock);

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Override
    public EventHandler<OrderDeleted> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<OrderDeleted> event() {
        return event;
    }

    @Override
    public StubSystem system() {
        return fixture.system;
    }

    @BeforeEach
    void theOrderLeftStock() {
        fixture.place(OrderFixture.order(new Line("SKU-1", 3)));
    }

    @Test
    void bringsNothingBackTwiceOfAnOrderThatWasCancelledBefore() {
        EventEnvelope<OrderCancelled> cancelled = Events.orderCancelled(new Line("SKU-1", 3));
        new StockHandlers().cancelled(fixture.stock).handle(cancelled, StockFixture.first(cancelled));

        Outcome outcome = handler.handle(event, StockFixture.first(event));

        assertThat(outcome.code()).isEqualTo("already-done");
        assertThat(fixture.system.level("SKU-1")).isEqualTo(100);
    }
}
