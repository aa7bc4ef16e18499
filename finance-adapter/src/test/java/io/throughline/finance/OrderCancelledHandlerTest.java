package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderRefunded;
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

class OrderCancelledHandlerTest implements AdapterContract<OrderCancelled> {

    private final BooksFixture fixture = new BooksFixture();
    private final EventHandler<OrderCancelled> handler = fixture.cancelled;
    private final EventEnvelope<OrderCancelled> event = Events.orderCancelled(new Line("SKU-1", 2));

    @BeforeEach
    void theOrderIsInvoiced() {
        fixture.place(OrderFixture.order(new Line("SKU-1", 2)));
    }

    @AfterEach
    void stop() {
        fixture.xero.close();
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
        return fixture.xero;
    }

    @Test
    void takesTheInvoiceOutOfTheBooks() {
        handler.handle(event, BooksFixture.first(event));

        assertThat(fixture.xero.invoiced(event.orderKey())).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(fixture.xero.effects().getLast().operation()).isEqualTo("void");
    }

    @Test
    void creditsAnInvoiceThatIsPaidWithItsTaxes() {
        fixture.pay(OrderFixture.order(new Line("SKU-1", 2)));

        Outcome outcome = handler.handle(event, BooksFixture.first(event));
        Outcome again = handler.handle(event, BooksFixture.repeated(event));

        assertThat(outcome.code()).isEqualTo("done");
        assertThat(again.code()).isEqualTo("already-done");
        assertThat(fixture.xero.credited(event.orderKey())).isEqualByComparingTo("44.88");
        assertThat(fixture.xero.lineItems(event.orderKey()).stream().skip(2))
                .extracting(item -> item.path("AccountCode").asString() + " "
                        + item.path("TaxType").asString() + " "
                        + item.path("TaxAmount").asString())
                .containsExactly("200 OUTPUT 6.38", "260 OUTPUT 0.78");
    }

    @Test
    void creditsOnlyWhatIsNotCredited() {
        EventEnvelope<OrderRefunded> refunded = Events.orderRefunded(new Line("SKU-1", 2));
        fixture.refunded.handle(refunded, BooksFixture.first(refunded));
        EventEnvelope<OrderCancelled> cancelled = Events.orderCancelled(OrderFixture.order(new Line("SKU-1", 2))
                .refunds(refunded.data().order().refunds().getFirst()));

        handler.handle(cancelled, BooksFixture.first(cancelled));

        assertThat(fixture.xero.credited(event.orderKey())).isEqualByComparingTo("44.88");
        assertThat(fixture.xero
                        .lineItems(event.orderKey())
                        .getLast()
                        .path("Description")
                        .asString())
                .isEqualTo("Cancelled: shipping");
    }

    @Test
    void creditsNothingOnceTheInvoiceIsVoid() {
        handler.handle(event, BooksFixture.first(event));
        EventEnvelope<OrderRefunded> late = Events.orderRefunded(new Line("SKU-1", 2));

        Outcome outcome = fixture.refunded.handle(late, BooksFixture.first(late));

        assertThat(outcome.code()).isEqualTo("invoice-voided");
        assertThat(fixture.xero.credited(event.orderKey())).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void hasNothingToVoidOfAnOrderThatWasNeverInvoiced() {
        EventEnvelope<OrderCancelled> other =
                Events.orderCancelled(OrderFixture.order().key("shopify:demo-shop:78"));

        Outcome outcome = handler.handle(other, BooksFixture.first(other));

        assertThat(outcome.code()).isEqualTo("never-invoiced");
    }
}
