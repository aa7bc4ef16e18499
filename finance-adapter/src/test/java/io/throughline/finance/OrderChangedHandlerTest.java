package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderChanged;
import io.throughline.events.order.OrderStatus;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.stub.Effect;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OrderChangedHandlerTest implements AdapterContract<OrderChanged> {

    private final BooksFixture fixture = new BooksFixture();
    private final EventHandler<OrderChanged> handler = fixture.changed;
    private final EventEnvelope<OrderChanged> event = changed(OrderFixture.order(new Line("SKU-1", 3)));

    @BeforeEach
    void theOrderIsInvoiced() {
        fixture.place(OrderFixture.order(new Line("SKU-1", 2)));
    }

    @AfterEach
    void stop() {
        fixture.xero.close();
    }

    private static EventEnvelope<OrderChanged> changed(OrderFixture order) {
        return Events.orderChanged(order, "lines", "totals");
    }

    @Override
    public EventHandler<OrderChanged> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<OrderChanged> event() {
        return event;
    }

    @Override
    public StubSystem system() {
        return fixture.xero;
    }

    @Test
    void invoicesWhatIsChargedMoreWithItsTaxAndLeavesTheInvoiceAsItIs() {
        handler.handle(event, BooksFixture.first(event));

        assertThat(fixture.xero.invoiced(event.orderKey())).isEqualByComparingTo("64.87");
        assertThat(fixture.xero.effects())
                .extracting(Effect::key)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(event.orderKey() + "/invoice"),
                        more -> assertThat(more)
                                .matches(event.orderKey() + "/change/2026-11-20T10:15:35Z-[0-9a-f]{8}"));
        JsonNode line = fixture.xero.lineItems(event.orderKey()).getLast();
        assertThat(line.path("Description").asString()).isEqualTo("Changed: goods");
        assertThat(line.path("LineAmount").asString()).isEqualTo("19.99");
        assertThat(line.path("TaxAmount").asString()).isEqualTo("3.2");
        assertThat(line.path("TaxType").asString()).isEqualTo("OUTPUT");
    }

    @Test
    void creditsWhatIsChargedLess() {
        EventEnvelope<OrderChanged> less = changed(OrderFixture.order(new Line("SKU-1", 1)));

        handler.handle(less, BooksFixture.first(less));

        assertThat(fixture.xero.invoiced(event.orderKey())).isEqualByComparingTo("44.88");
        assertThat(fixture.xero.credited(event.orderKey())).isEqualByComparingTo("19.99");
    }

    @Test
    void callsNobodyOverAnAddress() {
        EventEnvelope<OrderChanged> moved = Events.orderChanged(OrderFixture.order(new Line("SKU-1", 2)), "shipTo");
        int before = fixture.xero.requests();

        Outcome outcome = handler.handle(moved, BooksFixture.first(moved));

        assertThat(outcome.isIgnored()).isTrue();
        assertThat(outcome.code()).isEqualTo("nothing-to-book");
        assertThat(fixture.xero.requests()).isEqualTo(before);
    }

    @Test
    void booksAnEditOnceWhenXeroForgotTheKeyAndLaterEventsWereBooked() {
        handler.handle(event, BooksFixture.first(event));
        EventEnvelope<OrderChanged> back = Events.numbered(changed(OrderFixture.order(new Line("SKU-1", 2))), 4);
        handler.handle(back, BooksFixture.first(back));
        fixture.xero.forgetKeys();

        Outcome again = handler.handle(event, BooksFixture.first(event));

        assertThat(again.code()).isEqualTo("already-done");
        assertThat(fixture.xero.effects())
                .extracting(Effect::operation)
                .containsExactly("invoice", "invoice", "credit-note");
    }

    @Test
    void paysTheFurtherInvoiceOfAnOrderThatStaysPaid() {
        fixture.pay(OrderFixture.order(new Line("SKU-1", 2)));

        handler.handle(event, BooksFixture.first(event));
        handler.handle(event, BooksFixture.repeated(event));

        assertThat(fixture.xero.paid(event.orderKey(), "610")).isEqualByComparingTo("64.87");
        assertThat(fixture.xero.effects())
                .extracting(Effect::operation)
                .containsExactly("invoice", "payment", "invoice", "payment");
    }

    @Test
    void leavesAnOrderThatIsOnlyPaidLaterToItsPayment() {
        OrderFixture open = OrderFixture.order(new Line("SKU-1", 3)).payment("pending");
        EventEnvelope<OrderChanged> more = changed(open);
        handler.handle(more, BooksFixture.first(more));
        var paid = Events.numbered(Events.orderPaid(OrderFixture.order(new Line("SKU-1", 3))), 4);

        fixture.paid.handle(paid, BooksFixture.first(paid));

        assertThat(fixture.xero.paid(event.orderKey(), "610")).isEqualByComparingTo("64.87");
        assertThat(fixture.xero.effects().stream().map(Effect::operation).filter("payment"::equals))
                .hasSize(2);
    }

    @Test
    void leavesAnOrderThatIsCancelledByThenToItsCancellation() {
        EventEnvelope<OrderChanged> ended =
                changed(OrderFixture.order(new Line("SKU-1", 1)).status(OrderStatus.CANCELLED));

        Outcome outcome = handler.handle(ended, BooksFixture.first(ended));

        assertThat(outcome.code()).isEqualTo("ended-before-change");
    }

    @Test
    void leavesAnotherCurrencyToAPerson() {
        EventEnvelope<OrderChanged> dollars =
                changed(OrderFixture.order(new Line("SKU-1", 2)).currency("USD"));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(dollars, BooksFixture.first(dollars)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("currency-changed"));
    }

    @Test
    void creditsAnEditedOrderThatIsCancelledWithTheTaxesOfAllItsDocuments() {
        fixture.pay(OrderFixture.order(new Line("SKU-1", 2)));
        handler.handle(event, BooksFixture.first(event));
        var cancelled = Events.orderCancelled(OrderFixture.order(new Line("SKU-1", 3)));

        fixture.cancelled.handle(cancelled, BooksFixture.first(cancelled));

        assertThat(fixture.xero.credited(event.orderKey())).isEqualByComparingTo("64.87");
        assertThat(fixture.xero.lineItems(event.orderKey()).stream().skip(3))
                .extracting(item -> item.path("LineAmount").asString() + " "
                        + item.path("TaxAmount").asString())
                .containsExactly("59.97 9.58", "4.9 0.78");
    }
}
