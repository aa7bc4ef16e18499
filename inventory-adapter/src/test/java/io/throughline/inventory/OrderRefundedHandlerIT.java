package io.throughline.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderRefunded;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderRefundedHandlerIT implements AdapterContract<OrderRefunded> {

    private static final Money NOTHING = Money.zero("EUR");

    private final EventEnvelope<OrderRefunded> event = refunded(refund("R1", "cancel", 2));
    private final StockFixture fixture = new StockFixture();
    private final EventHandler<OrderRefunded> handler = new StockHandlers().refunded(fixture.stock);

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Override
    public EventHandler<OrderRefunded> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<OrderRefunded> event() {
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
    void bringsBackWhatIsPutBackOnTheShelf() {
        handler.handle(event, StockFixture.first(event));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(99);
    }

    @Test
    void bringsNothingBackThatIsNotRestocked() {
        EventEnvelope<OrderRefunded> kept = refunded(refund("R1", "no-restock", 2));

        Outcome outcome = handler.handle(kept, StockFixture.first(kept));

        assertThat(outcome.code()).isEqualTo("nothing-to-count");
        assertThat(fixture.system.level("SKU-1")).isEqualTo(97);
    }

    @Test
    void bringsBackEachPieceOnceWhenTheRefundSettlesInParts() {
        handler.handle(event, StockFixture.first(event));
        EventEnvelope<OrderRefunded> settled = refunded(refund("R1", "cancel", 2));

        handler.handle(settled, StockFixture.first(settled));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(99);
    }

    @Test
    void leavesTheRestToACancellation() {
        handler.handle(event, StockFixture.first(event));
        EventEnvelope<OrderCancelled> cancelled =
                Events.orderCancelled(OrderFixture.order(new Line("SKU-1", 3)).refunds(refund("R1", "cancel", 2)));

        new StockHandlers().cancelled(fixture.stock).handle(cancelled, StockFixture.first(cancelled));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(100);
    }

    @Test
    void bringsNothingBackThatACancellationBroughtBack() {
        EventEnvelope<OrderCancelled> cancelled = Events.orderCancelled(new Line("SKU-1", 3));
        new StockHandlers().cancelled(fixture.stock).handle(cancelled, StockFixture.first(cancelled));

        Outcome outcome = handler.handle(event, StockFixture.first(event));

        assertThat(outcome.code()).isEqualTo("nothing-to-count");
        assertThat(fixture.system.level("SKU-1")).isEqualTo(100);
    }

    @Test
    void bringsBackNoMoreThanHadLeft() {
        EventEnvelope<OrderRefunded> tooMuch = refunded(refund("R1", "return", 5));

        handler.handle(tooMuch, StockFixture.first(tooMuch));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(100);
    }

    private static EventEnvelope<OrderRefunded> refunded(Refund refund) {
        return Events.orderRefunded(
                OrderFixture.order(new Line("SKU-1", 3)).refunds(refund),
                new RefundSettlement(refund.refundId(), NOTHING, NOTHING));
    }

    private static Refund refund(String id, String restockType, int pieces) {
        RefundLine line = new RefundLine("7001", BigDecimal.valueOf(pieces), restockType, null, NOTHING, NOTHING);
        return new Refund(id, Instant.parse("2026-11-24T08:00:00Z"), null, List.of(line), NOTHING, NOTHING, NOTHING);
    }
}
