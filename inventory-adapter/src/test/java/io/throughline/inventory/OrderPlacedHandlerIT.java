package io.throughline.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.stub.Fault;
import io.throughline.stub.InventorySystemStub;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderPlacedHandlerIT implements AdapterContract<OrderPlaced> {

    private final EventEnvelope<OrderPlaced> event =
            Events.orderPlaced(new Line("SKU-1", 2), new Line("SKU-2", 1), new Line("SKU-1", 3));
    private final StockFixture fixture = new StockFixture();
    private final EventHandler<OrderPlaced> handler = new StockHandlers().placed(fixture.stock);

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Override
    public EventHandler<OrderPlaced> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<OrderPlaced> event() {
        return event;
    }

    @Override
    public StubSystem system() {
        return fixture.system;
    }

    @Test
    void takesEveryLineOutOfStock() {
        handler.handle(event, StockFixture.first(event));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(95);
        assertThat(fixture.system.level("SKU-2")).isEqualTo(99);
        assertThat(fixture.system.absoluteSets()).isEqualTo(1);
        assertThat(fixture.system.relativeAdjustments()).isZero();
    }

    @Test
    void countsNothingTwiceHoweverOftenTheEventComes() {
        handler.handle(event, StockFixture.first(event));
        handler.handle(event, StockFixture.repeated(event));
        Outcome last = handler.handle(event, StockFixture.first(event));

        assertThat(last.code()).isEqualTo("already-done");
        assertThat(fixture.system.level("SKU-1")).isEqualTo(95);
    }

    @Test
    void countsNothingTwiceWhenItIsAskedToSendAgain() {
        handler.handle(event, StockFixture.first(event));
        fixture.system.stock("SKU-1", 7);

        Outcome resent = handler.handle(event, new Delivery(event.orderKey(), 1, 2, false, List.of()));

        assertThat(resent.code()).isEqualTo("done");
        assertThat(fixture.system.level("SKU-1")).isEqualTo(95);
    }

    @Test
    void sendsWhatItRecordedBeforeTheSystemFailed() {
        fixture.place(
                OrderFixture.order(new Line("SKU-1", 1), new Line("SKU-2", 1)).key("shopify:demo-shop:1"));
        fixture.system.failNext(1, Fault.UNAVAILABLE);
        assertThatExceptionOfType(TransientFailure.class)
                .isThrownBy(() -> handler.handle(event, StockFixture.first(event)));
        assertThat(fixture.system.level("SKU-1")).isEqualTo(99);

        handler.handle(event, StockFixture.first(event));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(94);
    }

    @Test
    void setsTheLevelAgainWhereAnEarlierPushMayHaveLeftAnOlderOne() {
        fixture.system.failNext(1, Fault.DROPPED);
        assertThatExceptionOfType(TransientFailure.class)
                .isThrownBy(() -> handler.handle(event, StockFixture.first(event)));
        fixture.system.stock("SKU-1", 98);

        handler.handle(event, StockFixture.repeated(event));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(95);
    }

    @Test
    void letsNoBadItemKeepTheOthersFromTheirLevels() {
        fixture.place(
                OrderFixture.order(new Line("SKU-1", 1), new Line("SKU-2", 1)).key("shopify:demo-shop:1"));
        fixture.system.discontinue("SKU-2");

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(event, StockFixture.first(event)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("inventory-rejected"));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(94);
    }

    @Test
    void parksAnItemThatTheSystemDoesNotHave() {
        fixture.system.discontinue("SKU-2");

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(event, StockFixture.first(event)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("unknown-sku"));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(100);
    }

    @Test
    void neverSetsALevelBelowZeroAndStillKnowsHowMuchWasOversold() {
        fixture.place(OrderFixture.order(new Line("SKU-3", 120)).key("shopify:demo-shop:1"));

        assertThat(fixture.system.level("SKU-3")).isZero();
        assertThat(fixture.ledger.levels(List.of("SKU-3")).getFirst().level()).isEqualTo(-20);
    }

    @Test
    void beginsWithWhatTheSystemHasOfAnItem() {
        fixture.place(OrderFixture.order(new Line("NEW", 4)).key("shopify:demo-shop:1"));

        assertThat(fixture.system.level("NEW")).isEqualTo(InventorySystemStub.OPENING_LEVEL - 4);
    }

    @Test
    void refusesToCountHalfAPiece() {
        EventEnvelope<OrderPlaced> half = Events.orderPlaced(new Line("SKU-1", "0.5"));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(half, StockFixture.first(half)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("fractional-quantity"));
        assertThat(fixture.system.requests()).isZero();
    }

    @Test
    void countsNothingThatIsNotOnAShelf() {
        EventEnvelope<OrderPlaced> digital = Events.orderPlaced(OrderFixture.order(new Line("SKU-1", 1))
                .eachLine(line -> new OrderLine(
                        line.lineId(),
                        null,
                        line.sku(),
                        line.title(),
                        line.kind(),
                        line.quantities(),
                        line.unitPrice(),
                        line.discounts(),
                        line.taxes(),
                        line.total(),
                        false,
                        null,
                        null,
                        null)));

        Outcome outcome = handler.handle(digital, StockFixture.first(digital));

        assertThat(outcome.isIgnored()).isTrue();
        assertThat(outcome.code()).isEqualTo("nothing-to-count");
        assertThat(fixture.system.requests()).isZero();
    }

    @Test
    void countsNothingOfAnOrderThatEndedBeforeAnythingWasShipped() {
        EventEnvelope<OrderPlaced> ended =
                Events.orderPlaced(OrderFixture.order(new Line("SKU-1", 1)).status(OrderStatus.CANCELLED));

        Outcome outcome = handler.handle(ended, StockFixture.first(ended));

        assertThat(outcome.code()).isEqualTo("nothing-to-count");
    }
}
