package io.throughline.dashboard.store;

import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.FoundOrder;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.events.EventEnvelope;
import io.throughline.events.command.Authority;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.events.outcome.Answer;
import io.throughline.events.outcome.CommandAnswer;
import io.throughline.events.outcome.CommandAnswers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchStoreIT {

    static final String EDITED = """
            with edit as (
                insert into audit (command_id, at, actor, role, kind, integration, orderref, orderseq, reason, xid,
                                   position)
                overriding system value
                values (gen_random_uuid(), :now, 'second-shift', 'operator', 'edit-delivery', 'x', :orderref, 1, 'r', 0, :place)
                returning command_id
            ), sent as (
                insert into relay (name, xid, position) values ('audit', 0, 1) on conflict do nothing
            )
            insert into command_document (command_id, body, written_at) select command_id, '', :now from edit
            """;

    final LedgerFixture fixture = new LedgerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<String> found(String term) {
        return fixture.search.search(term).stream().map(FoundOrder::orderKey).toList();
    }

    @Test
    void anOrderIsFoundByWhateverNamesItAndSaysByWhat() {
        fixture.see(
                Events.placed(1, NOW),
                Events.placed(2, NOW),
                Events.paid(1, NOW),
                Events.dispatched(1, 3, NOW),
                Events.dispatched(2, 2, NOW));
        var names = Map.of(
                "shopify:demo-shop:5001",
                "order key",
                "5001",
                "storefront id",
                "#1001",
                "order number",
                "1001",
                "order number",
                "sku-1",
                "SKU",
                " SKU-1 ",
                "SKU",
                "Jane.1@Buyers.example",
                "e-mail address",
                "track-1",
                "tracking number",
                Events.placed(1, NOW).id().toString(),
                "event",
                "webhook-" + Events.placed(1, NOW).id(),
                "message");

        assertThat(names)
                .allSatisfy((term, by) -> assertThat(fixture.search.search(term))
                        .singleElement()
                        .satisfies(order -> {
                            assertThat(order.orderKey()).isEqualTo(Events.orderKey(1));
                            assertThat(order.displayNumber()).isEqualTo("#1001");
                            assertThat(order.by()).containsExactly(by);
                        }));
    }

    @Test
    void noOrderIsFoundByAPartOfItsName() {
        fixture.see(Events.placed(1, NOW));

        for (String term : List.of("100", "SKU", "jane", "buyers.example", "shopify:demo-shop:", "%", "")) {
            assertThat(found(term)).isEmpty();
        }
    }

    @Test
    void everyOrderOfAShopOrATraceIsFoundNewestFirstAndAPageAtATime() {
        int orders = 2 * LedgerFixture.PROPERTIES.maxRows() + 1;
        fixture.see(IntStream.rangeClosed(1, orders)
                .mapToObj(order -> Events.placed(order, NOW))
                .toArray(EventEnvelope<?>[]::new));

        for (String term : List.of("shopify", "demo-shop", "shopify:demo-shop", "4bf92f3577b34da6a3ce929d0e0e4736")) {
            List<FoundOrder> first = fixture.search.search(term);
            List<FoundOrder> second =
                    fixture.search.search(term, first.getLast().orderRef());
            List<FoundOrder> third =
                    fixture.search.search(term, second.getLast().orderRef());

            assertThat(first.getFirst().orderKey()).isEqualTo(Events.orderKey(orders));
            assertThat(List.of(first.size(), second.size(), third.size())).containsExactly(100, 100, 1);
            assertThat(third.getFirst().orderKey()).isEqualTo(Events.orderKey(1));
        }
    }

    @Test
    void noAddressIsKeptAndNoneAtAllOfWhoAskedToBeErased() {
        fixture.see(Events.placed(1, NOW), Events.placed(2, NOW));
        assertThat(kept()).hasSize(2).allSatisfy(term -> assertThat(term).matches("[0-9a-f]{32}"));

        fixture.see(Events.redaction(1, 2, NOW));
        fixture.see(Events.changed(1, 3, NOW));
        fixture.see(Events.placed(1, NOW));

        assertThat(found(Events.email(1))).isEmpty();
        assertThat(found(Events.email(2))).containsExactly(Events.orderKey(2));
        assertThat(found("SKU-1")).containsExactly(Events.orderKey(1));
    }

    @Test
    void whatIsKeptOfWhoIsErasedGoesOnceAndStaysAwayAndEachServiceIsWaitedFor() {
        fixture.see(Events.placed(1, NOW), Events.placed(2, NOW));
        fixture.hear(Events.announcement(Events.FULFILLMENT, NOW));
        edited(Events.orderRef(1), 1);
        edited(Events.orderRef(1), 9);
        edited(Events.orderRef(2), 1);
        UUID erasure = UUID.randomUUID();
        EraseOrders command = new EraseOrders(
                UUID.randomUUID(),
                EraseOrders.EVERYBODY,
                new Authority("second-shift", "operator", "request 4711"),
                erasure,
                List.of(new ErasedOrder(Events.orderRef(1), Events.orderKey(1), 1)));
        assertThat(said(erasure)).containsExactly("order-ingest-service null");

        fixture.erasures.erase(command);
        fixture.erasures.erase(command);
        fixture.see(Events.changed(1, 3, NOW));

        assertThat(found(Events.email(1))).isEmpty();
        assertThat(found(Events.email(2))).containsExactly(Events.orderKey(2));
        assertThat(documents()).containsExactlyInAnyOrder(Events.orderRef(1) + " 9", Events.orderRef(2) + " 1");
        assertThat(fixture.erasures.oldestOpen(NOW.minusSeconds(1))).contains(NOW);
        fixture.hear(answer("order-ingest-service", erasure), answer(Events.FULFILLMENT, command.commandId()));
        assertThat(said(erasure))
                .containsExactly(
                        Events.FULFILLMENT + " done", "operations-dashboard done", "order-ingest-service done");
        assertThat(fixture.erasures.oldestOpen(NOW.minusSeconds(1))).isEmpty();
        assertThat(fixture.jdbc
                        .sql("select name from integration")
                        .query(String.class)
                        .list())
                .containsExactly(Events.FULFILLMENT);

        fixture.jdbc.sql("update relay set position = 9 where name = 'audit'").update();
        fixture.retention.forget();
        assertThat(documents()).containsExactly(Events.orderRef(2) + " 1");
    }

    /** An edit that stands in this place of the log; sent are those up to place 1. */
    private void edited(UUID orderRef, int place) {
        fixture.jdbc
                .sql(EDITED)
                .param("now", Columns.utc(NOW))
                .param("orderref", orderRef)
                .param("place", place)
                .update();
    }

    private List<@Nullable String> documents() {
        return fixture.jdbc
                .sql("select orderref || ' ' || position from command_document join audit using (command_id)")
                .query(String.class)
                .list();
    }

    private static CommandAnswers answer(String service, UUID command) {
        return new CommandAnswers(
                service, 1, List.of(new CommandAnswer(command, null, null, Answer.DONE, "2 rows", null, NOW)));
    }

    private List<String> said(UUID erasure) {
        return fixture.erasures.answers(erasure).stream()
                .map(one -> one.service() + " " + one.answer())
                .toList();
    }

    private List<@Nullable String> kept() {
        return fixture.jdbc
                .sql("select term from order_term where kind = 'email'")
                .query(String.class)
                .list();
    }

    @Test
    void withoutAKeyNoAddressIsHashedAtAll() {
        assertThat(new EmailHash(new SearchProperties(null)).of("jane@buyers.example"))
                .isEmpty();
        assertThat(new SearchProperties("a key for tests only").toString()).doesNotContain("tests");
    }

    @Test
    void anOrderThatIsForgottenIsFoundNoLonger() {
        var old = Events.placed(1, NOW.minus(Duration.ofDays(91)));
        var kept = Events.placed(2, NOW.minus(Duration.ofDays(91)));
        fixture.see(old, kept, Events.paid(2, NOW));

        fixture.retention.forget();

        assertThat(found("shopify")).containsExactly(Events.orderKey(2));
        assertThat(found("SKU-1")).isEmpty();
        assertThat(fixture.count("order_term")).isEqualTo(2);
    }

    @Test
    void anEventWithoutItsDataNamesItsOrderByTheIdUntilAnotherTells() {
        var placed = Events.placed(1, NOW);
        fixture.events.record(List.of(large(placed)));
        assertThat(found("1001")).isEmpty();
        assertThat(found("5001")).containsExactly(Events.orderKey(1));
        assertThat(fixture.index.unread(10, Duration.ofMinutes(1)))
                .singleElement()
                .satisfies(unread -> {
                    assertThat(unread.eventId()).isEqualTo(placed.id());
                    assertThat(unread.type()).isEqualTo("order.placed.v1");
                });
        assertThat(fixture.index.unread(10, Duration.ofMinutes(1))).isEmpty();

        fixture.see(Events.paid(1, NOW));

        assertThat(found("1001")).containsExactly(Events.orderKey(1));
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(fixture.index.unread(10, Duration.ofMinutes(1))).hasSize(1);
    }

    private static SeenEvent large(EventEnvelope<?> event) {
        String id = event.orderKey().substring(event.orderKey().lastIndexOf(':') + 1);
        return new SeenEvent(
                event.id(),
                event.orderRef(),
                event.sequence(),
                event.orderKey(),
                id,
                id,
                event.type().name(),
                event.occurredAt(),
                event.acceptedAt(),
                null,
                null,
                false,
                null,
                null);
    }
}
