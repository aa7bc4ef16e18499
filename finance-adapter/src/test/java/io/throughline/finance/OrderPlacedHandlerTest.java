package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.events.order.Money;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.TaxLine;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.GroupHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.Owed;
import io.throughline.runtime.PermanentFailure;
import io.throughline.stub.Effect;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderPlacedHandlerTest implements AdapterContract<OrderPlaced> {

    private final BooksFixture fixture = new BooksFixture();
    private final EventHandler<OrderPlaced> handler = fixture.placed;
    private final EventEnvelope<OrderPlaced> event = Events.orderPlaced(new Line("SKU-1", 2), new Line("SKU-2", 1));

    @AfterEach
    void stop() {
        fixture.xero.close();
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
        return fixture.xero;
    }

    @Test
    void invoicesExactlyTheOrdersTotal() {
        handler.handle(event, BooksFixture.first(event));

        assertThat(fixture.xero.invoiced(event.orderKey()))
                .isEqualByComparingTo(event.data().order().totals().total().toDecimal());
        assertThat(fixture.xero.effects())
                .singleElement()
                .satisfies(effect -> assertThat(effect.key()).isEqualTo(event.orderKey() + "/invoice"));
    }

    @Test
    void carriesTheStorefrontsTaxOfEveryLine() {
        handler.handle(event, BooksFixture.first(event));

        assertThat(fixture.xero.lineItems(event.orderKey()))
                .extracting(item -> item.path("TaxAmount").asString())
                .containsExactly("6.38", "3.19", "0.78");
    }

    @Test
    void tellsXeroNoConsumersName() {
        handler.handle(event, BooksFixture.first(event));

        assertThat(fixture.xero.contacts(event.orderKey())).containsExactly("Online customers");
    }

    @Test
    void invoicesAnOrderThatCostsNothing() {
        EventEnvelope<OrderPlaced> placed = free(event);

        Outcome outcome = handler.handle(placed, BooksFixture.first(placed));

        assertThat(outcome.code()).isEqualTo("done");
        assertThat(fixture.xero.effects()).extracting(Effect::operation).containsExactly("invoice");
    }

    private static EventEnvelope<OrderPlaced> free(EventEnvelope<OrderPlaced> like) {
        return new EventEnvelope<>(
                like.id(),
                like.source(),
                like.orderKey(),
                like.type(),
                like.orderRef(),
                like.sequence(),
                like.occurredAt(),
                like.acceptedAt(),
                like.origin(),
                like.traceparent(),
                like.test(),
                new OrderPlaced(InvoiceLinesTest.free(like.data().order())));
    }

    @Test
    void invoicesNothingOfAnOrderThatEndedBefore() {
        EventEnvelope<OrderPlaced> ended =
                Events.orderPlaced(OrderFixture.order().status(OrderStatus.CANCELLED));

        Outcome outcome = handler.handle(ended, BooksFixture.first(ended));

        assertThat(outcome.isIgnored()).isTrue();
        assertThat(outcome.code()).isEqualTo("ended-before-invoice");
        assertThat(fixture.xero.requests()).isZero();
    }

    @Test
    void makesNoSecondInvoiceWhenXeroForgotTheKey() {
        Outcome made = handler.handle(event, BooksFixture.first(event));
        fixture.xero.forgetKeys();

        Outcome again = handler.handle(event, BooksFixture.first(event));

        assertThat(again.code()).isEqualTo("already-done");
        assertThat(again.reference()).isEqualTo(made.reference());
        assertThat(fixture.xero.effects()).hasSize(1);
    }

    @Test
    void asksFirstWhereAnEarlierAttemptMayHaveArrived() {
        handler.handle(event, BooksFixture.first(event));
        fixture.xero.honourIdempotency(false);

        Outcome again = handler.handle(event, BooksFixture.repeated(event));

        assertThat(again.code()).isEqualTo("already-done");
        assertThat(fixture.xero.effects()).hasSize(1);
    }

    @Test
    void refusesToTakeAnotherInvoiceForItsOwn() {
        fixture.place(OrderFixture.order(new Line("SKU-1", 5)));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(event, BooksFixture.repeated(event)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("xero-conflict"));
    }

    @Test
    void makesAnotherInvoiceWhenItIsAskedToSendAgain() {
        handler.handle(event, BooksFixture.first(event));

        Outcome resent = handler.handle(event, new Delivery(event.orderKey(), 1, 2, false, List.of()));

        assertThat(resent.code()).isEqualTo("done");
        assertThat(fixture.xero.effects())
                .extracting(Effect::key)
                .containsExactly(event.orderKey() + "/invoice", event.orderKey() + "/invoice/2");
    }

    @Test
    void keepsKeysThatXeroTakesHoweverLongTheOrderKeyIs() {
        EventEnvelope<OrderPlaced> longest =
                Events.orderPlaced(OrderFixture.order().key("shopify:demo-shop:" + "9".repeat(140)));

        handler.handle(longest, BooksFixture.first(longest));
        Outcome again = handler.handle(longest, BooksFixture.first(longest));

        assertThat(again.isIgnored()).isFalse();
        assertThat(fixture.xero.effects()).hasSize(1);
    }

    @Test
    void parksATaxThatNobodyMapped() {
        EventEnvelope<OrderPlaced> unmapped = Events.orderPlaced(OrderFixture.order()
                .eachLine(line -> InvoiceLinesTest.taxedBy(
                        line, List.of(new TaxLine("VAT", new BigDecimal("0.21"), Money.zero("EUR"), "NL", false)))));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(unmapped, BooksFixture.first(unmapped)))
                .withMessageContaining("'VAT 0.21'")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("tax-unmapped"));
        assertThat(fixture.xero.requests()).isZero();
    }

    @Test
    void parksAnOrderOfAShopThatNobodyMapped() {
        EventEnvelope<OrderPlaced> unmapped =
                Events.orderPlaced(OrderFixture.order().key("shopify:new-shop:1"));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(unmapped, BooksFixture.first(unmapped)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("shop-unmapped"));
        assertThat(fixture.journal.of(YearMonth.of(2026, 11)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.order()).isEqualTo("shopify:new-shop:1"));
    }

    @Test
    void saysThatThePeriodIsLocked() {
        fixture.xero.lockBefore(LocalDate.of(2026, 12, 1));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(event, BooksFixture.first(event)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("period-locked"));
        assertThat(fixture.xero.effects()).isEmpty();
    }

    @Test
    void booksManyInOneCallAndBlamesOnlyTheOneAtFault() {
        fixture.place(OrderFixture.order(new Line("SKU-1", 9)).key("shopify:demo-shop:7"));
        int before = fixture.xero.requests();
        List<Owed<OrderPlaced>> group = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> Events.orderPlaced(OrderFixture.order().key("shopify:demo-shop:" + number)))
                .map(placed -> new Owed<>(placed, BooksFixture.first(placed)))
                .toList();

        ((GroupHandler<OrderPlaced>) handler).handle(group);

        assertThat(group)
                .filteredOn(owed -> owed.failure().isPresent())
                .singleElement()
                .satisfies(owed -> assertThat(owed.event().orderKey()).isEqualTo("shopify:demo-shop:7"))
                .satisfies(
                        owed -> assertThat(owed.failure().orElseThrow().code()).isEqualTo("xero-conflict"))
                .satisfies(owed ->
                        assertThat(owed.evidence().orElseThrow().asked()).contains("shopify:demo-shop:7"));
        assertThat(fixture.xero.effects()).hasSize(9);
        // All in one, and a look at what stands in the place of the seventh.
        assertThat(fixture.xero.requests()).isEqualTo(before + 2);
    }
}
