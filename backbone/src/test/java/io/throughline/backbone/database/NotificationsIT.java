package io.throughline.backbone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.CountingDataSource;
import io.throughline.backbone.testing.DatabaseFixture;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotificationsIT {

    static final String CHANNEL = "order_event";
    static final Duration SOON = Duration.ofSeconds(30);

    final DatabaseFixture database = new DatabaseFixture();
    final CountingDataSource counted = new CountingDataSource(database.dataSource());
    final AtomicInteger told = new AtomicInteger();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsOfWhatAnotherCommittedAndAsksNothingMeanwhile() {
        try (Notifications notifications = listening()) {
            assertThat(notifications).isNotNull();
            int before = told.get();

            notifyOnce();
            await().atMost(SOON).until(() -> told.get() > before);
            notifyOnce();
            await().atMost(SOON).until(() -> told.get() > before + 1);

            assertThat(counted.roundTrips("listen-order_event")).isEqualTo(1);
        }
    }

    @Test
    void severalInstancesAreToldEach() {
        try (Notifications one = listening();
                Notifications other = listening()) {
            assertThat(one).isNotSameAs(other);
            int before = told.get();

            notifyOnce();

            await().atMost(SOON).until(() -> told.get() >= before + 2);
        }
    }

    @Test
    void saysSoOnceMoreAfterItsConnectionWasLostAsItMayHaveMissedSomething() {
        try (Notifications notifications = listening()) {
            assertThat(notifications).isNotNull();
            int before = told.get();

            database.jdbc()
                    .sql("select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen order_event'")
                    .query(Boolean.class)
                    .list();

            await().atMost(SOON).until(() -> told.get() > before);
            int again = told.get();
            notifyOnce();
            await().atMost(SOON).until(() -> told.get() > again);
        }
    }

    @Test
    void leavesNoConnectionThatListensBehind() {
        listening().close();

        assertThat(IntStream.range(0, 8)
                        .mapToObj(ignored -> database.jdbc()
                                .sql("select count(*) from pg_listening_channels()")
                                .query(Integer.class)
                                .single()))
                .containsOnly(0);
    }

    @Test
    void takesNothingButAPlainNameForAChannel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Notifications(counted, "x; drop table relay", told::incrementAndGet));
    }

    private Notifications listening() {
        int before = told.get();
        Notifications notifications = new Notifications(counted, CHANNEL, told::incrementAndGet);
        await().atMost(SOON).until(() -> told.get() > before);
        return notifications;
    }

    private void notifyOnce() {
        database.jdbc()
                .sql("select count(*) from (select pg_notify('order_event', '')) told")
                .query(Integer.class)
                .single();
    }
}
