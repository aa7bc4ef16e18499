package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPaid;
import io.throughline.events.order.OrderStatus;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.GroupHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.Owed;
import io.throughline.stub.Effect;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderPaidHandlerTest implements AdapterContract<OrderPaid> {

    private final BooksFixture fixture = new BooksFixture();
    private final EventHandler<OrderPaid> handler = fixture.paid;
    private final EventEnvelope<OrderPaid> event = Events.orderPaid(new Line("SKU-1", 2));

    @BeforeEach
    void theOrderIsInvoiced() {
        fixture.place(OrderFixture.order(new Line("SKU-1", 2)));
    }

    @AfterEach
    void stop() {
        fixture.xero.close();
    }

    @Override
    public EventHandler<OrderPaid> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<OrderPaid> event() {
        return event;
    }

    @Override
    public StubSystem system() {
        return fixture.xero;
    }

    @Test
    void booksTheTotalOnTheClearingAccount() {
        handler.handle(event, BooksFixture.first(event));

        assertThat(fixture.xero.paid(event.orderKey(), "610")).isEqualByComparingTo("44.88");
        assertThat(fixture.xero.effects().getLast().key()).isEqualTo(event.orderKey() + "/payment/shopify_payments");
    }

    @Test
    void paysNothingTwiceWhenXeroForgotTheKey() {
        handler.handle(event, BooksFixture.first(event));
        fixture.xero.forgetKeys();

        Outcome again = handler.handle(event, BooksFixture.first(event));

        assertThat(again.code()).isEqualTo("already-done");
        assertThat(fixture.xero.effects()).extracting(Effect::operation).containsExactly("invoice", "payment");
    }

    @Test
    void paysManyInOneCall() {
        List<Owed<OrderPaid>> group = List.of("1", "2", "3").stream()
                .map(id -> OrderFixture.order().key("shopify:demo-shop:" + id))
                .peek(fixture::place)
                .map(Events::orderPaid)
                .map(paid -> new Owed<>(paid, BooksFixture.first(paid)))
                .toList();
        int before = fixture.xero.requests();

        ((GroupHandler<OrderPaid>) handler).handle(group);

        assertThat(group).allSatisfy(owed -> assertThat(owed.outcome()).isPresent());
        assertThat(fixture.xero.requests()).isEqualTo(before + 1);
        assertThat(fixture.xero.paid("shopify:demo-shop:3", "610")).isEqualByComparingTo("24.89");
    }

    @Test
    void paysNothingOfAnOrderThatEndedBeforeItWasInvoiced() {
        EventEnvelope<OrderPaid> ended = Events.orderPaid(
                OrderFixture.order().key("shopify:demo-shop:78").status(OrderStatus.CANCELLED));

        Outcome outcome = handler.handle(ended, BooksFixture.first(ended));

        assertThat(outcome.code()).isEqualTo("never-invoiced");
    }
}
