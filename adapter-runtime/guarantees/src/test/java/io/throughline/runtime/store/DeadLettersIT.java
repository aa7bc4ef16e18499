package io.throughline.runtime.store;

import static io.throughline.runtime.samples.SampleEvents.orderRef;
import static io.throughline.runtime.samples.SampleEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.store.DeadLetters.DeadLetter;
import io.throughline.runtime.store.DeadLetters.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersIT {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T09:00:00Z"), ZoneOffset.UTC);

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final RuntimeSchema schema = new RuntimeSchema(database.dataSource());
    final DeadLetters letters = new DeadLetters(schema, CLOCK);
    final Discards discards = new Discards(schema, CLOCK);
    final Inbox inbox = new Inbox(schema, CLOCK, new Lease(UUID.randomUUID(), Duration.ofSeconds(60)));

    @BeforeEach
    void prepare() {
        new OutcomeLog(schema).maintainPartitions(LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC), 30);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aLetterHoldsItsPlaceOnceHoweverOftenItComes() {
        letters.keep(List.of(letter(1, 2, false)));
        letters.keep(List.of(letter(1, 2, false)));

        assertThat(texts("select cause || ' ' || code || ' ' || fingerprint from parked"))
                .containsExactly("dead-letter unreadable-event 00000000000000ab");
        assertThat(texts("select result || ' ' || fingerprint from outcome"))
                .containsExactly("parked 00000000000000ab");
    }

    @Test
    void theHeldPlaceIsNoGap() {
        inbox.record(List.of(placed(1, 3)), 0);
        letters.keep(List.of(letter(1, 2, false)));

        Gaps gaps = new Gaps(
                schema, Clock.offset(CLOCK, Duration.ofHours(1)), Duration.ofSeconds(10), 100, () -> new UUID(0, 0));

        assertThat(gaps.after(Gaps.START).found())
                .allSatisfy(gap -> assertThat(gap.toSequence()).isEqualTo(1));
    }

    @Test
    void whatThePolicyDiscardsIsFinishedWhenItsTurnComesAndNamesThePolicy() {
        letters.keep(List.of(letter(1, 2, true)));
        assertThat(discards.finish(10)).isEmpty();
        assertThat(texts("select result from outcome")).isEmpty();

        database.jdbc()
                .sql("insert into order_position (orderref, finished) values (:order, 1)")
                .param("order", orderRef(1))
                .update();

        assertThat(discards.finish(10)).containsExactly(new Discards.Discarded(orderRef(1), "unreadable-event"));
        assertThat(texts("select result || ' ' || actor || ' ' || code || ' ' || revision from outcome"))
                .containsExactly("discarded policy unreadable-event 1");
        assertThat(texts("select finished::text from order_position")).containsExactly("2");
        assertThat(texts("select orderkey from delivery")).isEmpty();
    }

    @Test
    void aDiscardedTwinOfAnEventThatIsHereChangesNothing() {
        inbox.record(List.of(placed(1, 1)), 0);

        letters.keep(List.of(letter(1, 1, true)));

        assertThat(discards.finish(10)).isEmpty();
        assertThat(texts("select (parked_at is null)::text from delivery")).containsExactly("true");
    }

    @Test
    void aLetterClosesItselfWhenItsPlaceIsFinishedLosesItsBodyThenAndIsForgottenLater() {
        letters.keep(List.of(letter(1, 1, true), letter(2, 1, false), letter(0, 0, false), letter(0, 0, true)));
        assertThat(texts("select count(*)::text from dead_letter where closed_at is not null"))
                .containsExactly("1");

        discards.finish(10);
        int closed = letters.close();
        assertThat(texts("select message_id from dead_letter where body = ''")).containsExactly("message 1 true");
        assertThat(texts("select cause from parked where orderref is null")).containsExactly("dead-letter");
        letters.forget(CLOCK.instant().plusSeconds(1));

        assertThat(closed).isEqualTo(1);
        assertThat(texts("select coalesce(orderseq, 0) || ' ' || action from dead_letter order by 1"))
                .containsExactly("1 park");
    }

    private DeadLetter letter(int order, int sequence, boolean discarded) {
        Place place = new Place(
                new DeliveryId(orderRef(order), sequence), placed(order + 1, 1).eventId(), "standard:shop:" + order);
        return new DeadLetter(
                "message " + order + " " + discarded,
                "order.placed.v1",
                "unreadable-event",
                "Not an event",
                new byte[] {1},
                CLOCK.instant(),
                order == 0 ? null : place,
                "00000000000000ab",
                discarded);
    }

    private List<@Nullable String> texts(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }
}
