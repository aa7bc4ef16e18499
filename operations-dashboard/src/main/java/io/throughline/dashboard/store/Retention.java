package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what is too old, a bounded piece at a time; what is owed or parked stays. */
@Component
class Retention {

    /** Sent within seconds unless the broker is away; an edit's holds personal data. */
    private static final Duration KEEP_DOCUMENTS = Duration.ofDays(30);

    private static final String FORGET_HEARTBEATS = """
            delete from heartbeat h
            where h.ctid = any (array(
                select old.ctid from heartbeat old
                where old.at < :before and exists (
                    select from heartbeat newer where newer.integration = old.integration and newer.at > old.at)
                    and (old.inspected_up_to is null or exists (
                        select from heartbeat newer
                        where newer.integration = old.integration and newer.at > old.at
                            and newer.inspected_up_to >= old.inspected_up_to))
                limit :limit))
            """;

    private static final String FORGET_DELIVERIES = """
            delete from delivery d
            where d.ctid = any (array(
                select old.ctid from delivery old
                where old.accepted_at < :before and old.result <> 'parked'
                order by old.accepted_at limit :limit))
            """;

    /** After its deliveries, so that none finds itself without its event. */
    private static final String FORGET_EVENTS = """
            with gone as (
                delete from event e
                where e.ctid = any (array(
                    select old.ctid from event old
                    where old.accepted_at < :before
                        and not exists (
                            select from owed o where o.orderref = old.orderref and o.orderseq = old.orderseq)
                        and not exists (
                            select from delivery d where d.orderref = old.orderref and d.orderseq = old.orderseq)
                    order by old.accepted_at limit :limit))
                returning e.orderref, e.orderseq
            ), unread as (
                delete from unindexed u using gone g where u.orderref = g.orderref and u.orderseq = g.orderseq
            )
            -- an order of which nothing is left is not found any more; all parts see the rows as they were before
            delete from order_head h
            where h.orderref in (select g.orderref from gone g) and not exists (
                select from event e
                where e.orderref = h.orderref and not exists (
                    select from gone g where g.orderref = e.orderref and g.orderseq = e.orderseq))
            """;

    /** After their deliveries, and with them. */
    private static final String FORGET_ABSENT = """
            delete from absent_effect a
            where a.ctid = any (array(
                select old.ctid from absent_effect old
                where old.delivered_at < :before and not exists (
                    select from delivery d
                    where d.orderref = old.orderref and d.orderseq = old.orderseq and d.integration = old.integration)
                order by old.delivered_at limit :limit))
            """;

    private static final String FORGET_DOCUMENTS = """
            delete from command_document d
            where d.ctid = any (array(
                select old.ctid from command_document old where old.written_at < :before limit :limit))
            """;

    /** Of wishes that nobody decided about in time. */
    private static final String FORGET_WISHES = """
            delete from approval_document w
            where w.ctid = any (array(
                select old.ctid from approval_document old join approval a using (approval_id)
                where a.expires_at < :before limit :limit))
            """;

    /** Long enough for the talk about what happened; of what is parked it stays. */
    private static final Duration KEEP_EXCHANGES = Duration.ofDays(7);

    private static final String FORGET_EXCHANGES = """
            delete from exchange x
            where x.ctid = any (array(
                select old.ctid from exchange old
                where old.at < :before and not exists (
                    select from delivery d
                    where d.orderref = old.orderref and d.orderseq = old.orderseq and d.integration = old.integration
                        and d.result = 'parked' and d.revision = old.revision)
                order by old.at limit :limit))
            """;

    private static final String FORGET_FAILURES = """
            delete from failure_group g
            where g.ctid = any (array(
                select old.ctid from failure_group old
                where old.last_seen_at < :before and not exists (
                    select from delivery d
                    where d.result = 'parked' and d.integration = old.integration
                        and coalesce(d.fingerprint, 'code:' || d.code) = old.cause)
                limit :limit))
            """;

    private static final String FORGET_ANSWERS = """
            delete from command_answer a
            where a.ctid = any (array(select old.ctid from command_answer old where old.at < :before limit :limit))
            """;

    private static final String FORGET_DEAD_LETTERS = """
            delete from dead_letter l
            where l.ctid = any (array(select old.ctid from dead_letter old where old.drained_at < :before limit :limit))
            """;

    private static final String FORGET_ALERTS = """
            delete from alert_incident i
            where i.ctid = any (array(
                select old.ctid from alert_incident old where old.resolved_at < :before limit :limit))
            """;

    /** Resolution falls with age. */
    private static final Duration KEEP_MINUTES = Duration.ofDays(2);

    private static final Duration KEEP_HOURS = Duration.ofDays(90);

    private static final String FORGET_HISTORY = """
            with states as (
                delete from history_state s
                where s.ctid = any (array(
                    select old.ctid from history_state old
                    where old.span = 'minute' and old.at < :minutes_before
                        or old.span = 'hour' and old.at < :hours_before
                    limit :limit))
            )
            delete from history h
            where h.ctid = any (array(
                select old.ctid from history old
                where old.span = 'minute' and old.at < :minutes_before
                    or old.span = 'hour' and old.at < :hours_before
                limit :limit))
            """;

    /** The newest says what is known to run. */
    private static final String FORGET_MARKS = """
            delete from release_mark m
            where m.ctid = any (array(
                select old.ctid from release_mark old
                where old.at < :before and exists (
                    select from release_mark newer
                    where newer.integration = old.integration and newer.kind = old.kind and newer.at > old.at)
                limit :limit))
            """;

    private static final String FORGET_INSTANCES = """
            delete from release_instance i
            where i.ctid = any (array(select old.ctid from release_instance old where old.at < :before limit :limit))
            """;

    private final JdbcClient jdbc;
    private final ErasureStore erasures;
    private final DashboardProperties properties;
    private final Clock clock;

    Retention(JdbcClient jdbc, ErasureStore erasures, DashboardProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.erasures = erasures;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${throughline.dashboard.retention-every}")
    void forget() {
        Instant now = clock.instant();
        delete(FORGET_HEARTBEATS, now.minus(properties.keepHeartbeats()));
        delete(FORGET_DELIVERIES, now.minus(properties.keepOrders()));
        delete(FORGET_ABSENT, now.minus(properties.keepOrders()));
        delete(FORGET_EVENTS, now.minus(properties.keepOrders()));
        delete(FORGET_FAILURES, now.minus(properties.keepOrders()));
        delete(FORGET_ANSWERS, now.minus(properties.keepOrders()));
        delete(FORGET_DEAD_LETTERS, now.minus(properties.keepOrders()));
        delete(FORGET_ALERTS, now.minus(properties.keepOrders()));
        delete(FORGET_DOCUMENTS, now.minus(KEEP_DOCUMENTS));
        delete(FORGET_WISHES, now);
        delete(FORGET_EXCHANGES, now.minus(KEEP_EXCHANGES));
        erasures.eraseAgain();
        delete(FORGET_MARKS, now.minus(KEEP_HOURS));
        delete(FORGET_INSTANCES, now.minus(KEEP_MINUTES));
        jdbc.sql(FORGET_HISTORY)
                .param("minutes_before", Columns.utc(now.minus(KEEP_MINUTES)))
                .param("hours_before", Columns.utc(now.minus(KEEP_HOURS)))
                .param("limit", properties.deleteAtOnce())
                .update();
    }

    private void delete(String statement, Instant before) {
        jdbc.sql(statement)
                .param("before", Columns.utc(before))
                .param("limit", properties.deleteAtOnce())
                .update();
    }
}
