package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderRefunded;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
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

class OrderRefundedHandlerTest implements AdapterContract<OrderRefunded> {

    private final BooksFixture fixture = new BooksFixture();
    private final EventHandler<OrderRefunded> handler = fixture.refunded;
    private final EventEnvelope<OrderRefunded> event = Events.orderRefunded(new Line("SKU-1", 2), new Line("SKU-2", 1));

    @BeforeEach
    void theOrderIsInvoiced() {
        fixture.place(OrderFixture.order(new Line("SKU-1", 2), new Line("SKU-2", 1)));
    }

    @AfterEach
    void stop() {
        fixture.xero.close();
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
        return fixture.xero;
    }

    @Test
    void creditsWhatWasPaidBackWithItsTax() {
        handler.handle(event, BooksFixture.first(event));

        assertThat(fixture.xero.credited(event.orderKey())).isEqualByComparingTo("39.98");
        assertThat(fixture.xero
                        .lineItems(event.orderKey())
                        .getLast()
                        .path("TaxAmount")
                        .asString())
                .isEqualTo("6.38");
        assertThat(fixture.xero.effects().getLast().document()).isEqualTo("509562969");
        assertThat(fixture.xero.paid(event.orderKey(), "610")).isEqualByComparingTo("-39.98");
    }

    @Test
    void creditsOnlyWhatIsNewWhenASettlementGrows() {
        EventEnvelope<OrderRefunded> part = settled(0, 1000);
        EventEnvelope<OrderRefunded> rest = settled(1000, 3998);

        handler.handle(part, BooksFixture.first(part));
        handler.handle(rest, BooksFixture.first(rest));

        assertThat(fixture.xero.credited(event.orderKey())).isEqualByComparingTo("39.98");
        assertThat(fixture.xero.effects())
                .extracting(Effect::document)
                .containsExactly("", "509562969", "509562969", "509562969/3998", "509562969/3998");
        assertThat(fixture.xero.paid(event.orderKey(), "610")).isEqualByComparingTo("-39.98");
    }

    @Test
    void makesUpNoTaxOfAPartThatWasPaidBack() {
        EventEnvelope<OrderRefunded> part = settled(0, 1000);

        handler.handle(part, BooksFixture.first(part));

        assertThat(fixture.xero
                        .lineItems(event.orderKey())
                        .getLast()
                        .path("TaxType")
                        .asString())
                .isEqualTo("NONE");
    }

    @Test
    void creditsNothingThatIsNotSettled() {
        EventEnvelope<OrderRefunded> pending = settled(0, 0);

        Outcome outcome = handler.handle(pending, BooksFixture.first(pending));

        assertThat(outcome.isIgnored()).isTrue();
        assertThat(outcome.code()).isEqualTo("nothing-settled");
    }

    @Test
    void leavesARefundThatWasTakenBackToAPerson() {
        EventEnvelope<OrderRefunded> takenBack = settled(3998, 1000);

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(takenBack, BooksFixture.first(takenBack)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("refund-taken-back"));
    }

    @Test
    void creditsNothingOfAnOrderThatWasNeverInvoiced() {
        OrderFixture other = OrderFixture.order().key("shopify:demo-shop:77");
        EventEnvelope<OrderRefunded> refunded = Events.orderRefunded(other, change(0, 500));

        Outcome outcome = handler.handle(refunded, BooksFixture.first(refunded));

        assertThat(outcome.code()).isEqualTo("never-invoiced");
    }

    @Test
    void makesNoSecondCreditNoteWhenXeroForgotTheKey() {
        handler.handle(event, BooksFixture.first(event));
        fixture.xero.forgetKeys();

        Outcome again = handler.handle(event, BooksFixture.first(event));

        assertThat(again.code()).isEqualTo("already-done");
        assertThat(fixture.xero.effects())
                .extracting(Effect::operation)
                .containsExactly("invoice", "credit-note", "payout");
    }

    private EventEnvelope<OrderRefunded> settled(long before, long after) {
        OrderFixture order = OrderFixture.order(new Line("SKU-1", 2), new Line("SKU-2", 1));
        return Events.orderRefunded(order.refunds(event.data().order().refunds().getFirst()), change(before, after));
    }

    private static RefundSettlement change(long before, long after) {
        return new RefundSettlement("509562969", new Money("EUR", before, 2), new Money("EUR", after, 2));
    }

    @Test
    void paysOutWhatACancellationHadCreditedAndCreditsItNoMore() {
        OrderFixture order = OrderFixture.order(new Line("SKU-1", 2), new Line("SKU-2", 1));
        fixture.pay(order);
        EventEnvelope<OrderCancelled> cancelled = Events.orderCancelled(order);
        fixture.cancelled.handle(cancelled, BooksFixture.first(cancelled));

        handler.handle(event, BooksFixture.first(event));

        assertThat(fixture.xero.credited(event.orderKey())).isEqualByComparingTo("64.87");
        assertThat(fixture.xero.paid(event.orderKey(), "610")).isEqualByComparingTo("24.89");
    }

    @Test
    void leavesMoreThanWasInvoicedToAPerson() {
        EventEnvelope<OrderRefunded> more = settled(0, 9000);

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(more, BooksFixture.first(more)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("credit-exceeds-invoice"));
        assertThat(fixture.xero.credited(event.orderKey())).isEqualByComparingTo("0");
    }
}
