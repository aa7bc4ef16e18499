package io.throughline.runtime.store;

import static io.throughline.runtime.samples.SampleEvents.orderRef;
import static io.throughline.runtime.samples.SampleEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.events.outcome.Gap;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.store.Gaps.Look;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GapsIT {

    static final Instant RECEIVED = Instant.parse("2026-11-23T09:00:00Z");
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final RuntimeSchema schema = new RuntimeSchema(database.dataSource());
    private UUID missedFrom = new UUID(0, 0);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEventIsNotMissingUntilALaterOneHasWaitedLongEnough() {
        receive(placed(1, 2));

        assertThat(lookAfter(9).found()).isEmpty();
        assertThat(lookAfter(10).found()).containsExactly(gap(1, 1, 1));
    }

    @Test
    void anEventThatCameMeanwhileIsNotMissing() {
        receive(placed(1, 2), placed(1, 1), placed(2, 1));

        assertThat(lookAfter(60).found()).isEmpty();
    }

    @Test
    void namesEveryHoleOfAnOrderAndNothingThatIsFinishedOrHere() {
        finish(1, 3);
        receive(placed(1, 6), placed(1, 7), placed(1, 9), placed(2, 4));
        finish(3, 4);
        receive(placed(3, 6), placed(3, 5));

        assertThat(lookAfter(10).found()).containsExactly(gap(1, 4, 5), gap(1, 8, 8), gap(2, 1, 3));
    }

    @Test
    void aParkedEventIsNotMissingAndWhatIsMissingBeforeItIsFound() {
        receive(placed(1, 2), placed(1, 3));
        database.jdbc()
                .sql("update delivery set parked_at = received_at where orderseq = 2")
                .update();

        assertThat(lookAfter(10).found()).containsExactly(gap(1, 1, 1));
    }

    @Test
    void aParkedEventThatIsRetriedBeforeItsTurnGoesOnWaiting() {
        receive(placed(1, 2));
        database.jdbc().sql("update delivery set parked_at = received_at").update();

        retry(1, 2);

        assertThat(lookAfter(10).found()).containsExactly(gap(1, 1, 1));
    }

    @Test
    void ofSeveralInstancesOneReportsAGapAndOnceAMinute() {
        receive(placed(1, 2));

        assertThat(lookAfter(10).news()).containsExactly(gap(1, 1, 1));
        assertThat(lookAfter(11).news()).isEmpty();
        assertThat(lookAfter(69).news()).isEmpty();
        assertThat(lookAfter(69).found()).hasSize(1);
        assertThat(lookAfter(70).news()).containsExactly(gap(1, 1, 1));
        assertThat(lookAfter(71).news()).isEmpty();
    }

    @Test
    void aLaterGapOfTheSameOrderNeedNotWaitForTheMinute() {
        receive(placed(1, 2));
        lookAfter(10);
        finish(1, 2);
        receive(placed(1, 5));

        assertThat(lookAfter(15).news()).containsExactly(gap(1, 3, 4));
    }

    @Test
    void whatIsStillBeingBackfilledIsNotMissing() {
        receive(placed(1, 2), placed(2, 2));

        missedFrom = orderRef(2);

        assertThat(lookAfter(10).found()).containsExactly(gap(2, 1, 1));
    }

    @Test
    void severalLooksOfBoundedSizeSeeEveryDeliveryThatWaits() {
        receive(placed(1, 2), placed(1, 3), placed(2, 1), placed(3, 3), placed(4, 2));
        Gaps gaps = gaps(10, 2);
        List<Gap> found = new ArrayList<>();

        Look look = gaps.after(Gaps.START);
        int looks = 1;
        found.addAll(look.found());
        while (!look.reached().equals(Gaps.START)) {
            look = gaps.after(look.reached());
            looks++;
            found.addAll(look.found());
        }

        assertThat(looks).isEqualTo(3);
        assertThat(found).containsExactly(gap(1, 1, 1), gap(3, 1, 2), gap(4, 1, 1));
    }

    @Test
    void whatWasReportedLongAgoIsForgotten() {
        receive(placed(1, 2));
        lookAfter(10);

        gaps(3609, 100).forget();
        long before = remembered();
        gaps(3611, 100).forget();

        assertThat(before).isEqualTo(1);
        assertThat(remembered()).isZero();
    }

    private void receive(NewDelivery... events) {
        Lease lease = new Lease(UUID.randomUUID(), Duration.ofMinutes(1));
        Inbox inbox = new Inbox(schema, at(0), lease);
        for (NewDelivery event : events) {
            inbox.record(List.of(event), 0);
        }
        inbox.overlooked();
    }

    private void finish(int order, int sequence) {
        database.jdbc()
                .sql("""
                        insert into order_position (orderref, finished) values (:ref, :finished)
                        on conflict (orderref) do update set finished = excluded.finished
                        """)
                .param("ref", orderRef(order))
                .param("finished", sequence)
                .update();
        database.jdbc()
                .sql("delete from delivery where orderref = :ref and orderseq <= :finished")
                .param("ref", orderRef(order))
                .param("finished", sequence)
                .update();
    }

    private void retry(int order, int sequence) {
        new ParkedDeliveries(schema, at(0)).retry(new DeliveryId(orderRef(order), sequence));
    }

    private Look lookAfter(int seconds) {
        return gaps(seconds, 100).after(Gaps.START);
    }

    private Gaps gaps(int seconds, int most) {
        return new Gaps(schema, at(seconds), PATIENCE, most, () -> missedFrom);
    }

    private long remembered() {
        return database.jdbc().sql("select count(*) from gap").query(Long.class).single();
    }

    private static Clock at(int seconds) {
        return Clock.fixed(RECEIVED.plusSeconds(seconds), ZoneOffset.UTC);
    }

    private static Gap gap(int order, int from, int to) {
        return new Gap(orderRef(order), "standard:shop:" + order, from, to);
    }
}
