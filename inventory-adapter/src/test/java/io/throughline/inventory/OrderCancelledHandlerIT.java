package io.throughline.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderCancelled;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.Quantities;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderCancelledHandlerIT implements AdapterContract<OrderCancelled> {

    private final EventEnvelope<OrderCancelled> event =
            Events.orderCancelled(new Line("SKU-1", 3), new Line("SKU-2", 1));
    private final StockFixture fixture = new StockFixture();
    private final EventHandler<OrderCancelled> handler = new StockHandlers().cancelled(fixture.stock);

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Override
    public EventHandler<OrderCancelled> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<OrderCancelled> event() {
        return event;
    }

    @Override
    public StubSystem system() {
        return fixture.system;
    }

    @BeforeEach
    void theOrderLeftStock() {
        fixture.place(OrderFixture.order(new Line("SKU-1", 3), new Line("SKU-2", 1)));
    }

    @Test
    void bringsBackWhatHadLeft() {
        handler.handle(event, StockFixture.first(event));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(100);
        assertThat(fixture.system.level("SKU-2")).isEqualTo(100);
    }

    @Test
    void leavesOutWhatWasShipped() {
        EventEnvelope<OrderCancelled> shipped =
                Events.orderCancelled(OrderFixture.order(new Line("SKU-1", 3), new Line("SKU-2", 1))
                        .eachLine(OrderCancelledHandlerIT::oneShipped));

        handler.handle(shipped, StockFixture.first(shipped));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(99);
        assertThat(fixture.system.level("SKU-2")).isEqualTo(99);
    }

    @Test
    void bringsNothingBackOfAnOrderThatNeverLeft() {
        EventEnvelope<OrderCancelled> other =
                Events.orderCancelled(OrderFixture.order(new Line("SKU-1", 3)).key("shopify:demo-shop:2"));

        Outcome outcome = handler.handle(other, StockFixture.first(other));

        assertThat(outcome.code()).isEqualTo("nothing-to-count");
        assertThat(fixture.system.level("SKU-1")).isEqualTo(97);
    }

    static OrderLine oneShipped(OrderLine line) {
        Quantities ordered = line.quantities();
        return new OrderLine(
                line.lineId(),
                null,
                line.sku(),
                line.title(),
                line.kind(),
                new Quantities(
                        ordered.ordered(),
                        BigDecimal.ZERO,
                        BigDecimal.ONE,
                        BigDecimal.ZERO,
                        ordered.ordered().subtract(BigDecimal.ONE)),
                line.unitPrice(),
                line.discounts(),
                line.taxes(),
                line.total(),
                true,
                null,
                null,
                null);
    }
}
