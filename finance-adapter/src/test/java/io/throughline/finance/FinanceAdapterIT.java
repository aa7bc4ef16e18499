package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.events.EventEnvelope;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Refund;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.stub.Effect;
import io.throughline.stub.Fault;
import io.throughline.stub.StubSystem;
import io.throughline.stub.XeroStub;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import io.throughline.testkit.RunningAdapter;
import io.throughline.testkit.RunningAdapterContract;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.client.RestClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FinanceAdapterIT implements RunningAdapterContract {

    private final XeroStub xero = XeroStub.start(0);
    private RunningAdapter adapter;

    @BeforeAll
    void start() {
        adapter = RunningAdapter.start(FinanceAdapter.class, BooksFixture.access(xero));
    }

    @AfterAll
    void stop() {
        adapter.close();
        xero.close();
    }

    @Override
    public RunningAdapter adapter() {
        return adapter;
    }

    @Override
    public StubSystem system() {
        return xero;
    }

    @Override
    public EventEnvelope<?> first(OrderFixture order) {
        return Events.orderPlaced(order);
    }

    @Override
    public EventEnvelope<?> second(OrderFixture order) {
        return Events.numbered(Events.orderPaid(order), 2);
    }

    @Test
    void invoicesAnOrderOnceThoughXeroWasAwayAndAnAnswerWasLost() {
        String order = "shopify:demo-shop:201";
        EventEnvelope<?> placed = Events.orderPlaced(OrderFixture.order().key(order));
        xero.failFor(order, 2, Fault.UNAVAILABLE);
        xero.failFor(order, 1, Fault.DROPPED);

        adapter.publish(placed, placed);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).containsExactly("already-done"));
        assertThat(operations(order)).containsExactly("invoice");
        assertThat(xero.invoiced(order)).isEqualByComparingTo("24.89");
    }

    @Test
    void creditsARefundAndLeavesTheInvoiceOfTheCancelledOrder() {
        String order = "shopify:demo-shop:202";
        OrderFixture placed = OrderFixture.order().key(order);
        Refund refund = Events.refundOf(placed.build().lines().getFirst());
        OrderFixture refunded = OrderFixture.order()
                .key(order)
                .payment(OrderStatus.PARTIALLY_REFUNDED)
                .refunds(refund);
        RefundSettlement change = new RefundSettlement(refund.refundId(), Money.zero("EUR"), refund.settled());

        adapter.publish(
                Events.numbered(Events.orderCancelled(refunded), 3),
                Events.numbered(Events.orderRefunded(refunded, change), 2),
                Events.orderPlaced(placed));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).containsExactly("done", "done", "done"));
        assertThat(operations(order)).containsExactly("invoice", "credit-note", "payout", "credit-note");
        assertThat(xero.credited(order)).isEqualByComparingTo(xero.invoiced(order));
    }

    @Test
    void bookedMonthsAreClosedOverTheManagementPort() {
        String order = "shopify:tea-house:301";
        adapter.publish(
                Events.orderPlaced(OrderFixture.order().key(order)),
                Events.numbered(Events.orderPaid(OrderFixture.order().key(order)), 2));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).containsExactly("tax-unmapped"));

        assertThat(close("2026-11/summary"))
                .startsWith("shop,currency,month,orders,")
                .contains("shopify:tea-house,EUR,2026-11,1,1,0,24.89,0,");
        assertThat(close("2026-11/differences"))
                .contains("\r\nshopify:tea-house:301,EUR,2026-11,invoice,shopify:tea-house:301,missing,24.89,0\r\n");
        assertThat(close("2026-10/differences").lines()).hasSize(1);
    }

    private String close(String page) {
        return Objects.requireNonNull(RestClient.create()
                .get()
                .uri(adapter.management().resolve("/actuator/close/" + page))
                .retrieve()
                .body(String.class));
    }

    private List<String> codes(String order) {
        return adapter.outcomes().stream()
                .filter(outcome -> outcome.orderKey().equals(order))
                .map(DeliveryOutcome::code)
                .toList();
    }

    private List<String> operations(String order) {
        return xero.effects().stream()
                .filter(effect -> effect.order().equals(order))
                .map(Effect::operation)
                .toList();
    }
}
