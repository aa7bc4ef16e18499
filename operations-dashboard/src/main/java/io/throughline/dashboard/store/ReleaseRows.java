package io.throughline.dashboard.store;

import io.throughline.events.outcome.Announcement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes a mark when an integration runs another version or configuration than before.
 *
 * <p>While a release is rolled out, instances of both announce themselves in turn. What is announced is a change when
 * no instance ran it lately, as with the first of a new release; or when none runs any more what was last taken for
 * running, as when that first one is taken back.
 */
@Component
class ReleaseRows {

    private static final String MARK = """
            with said as (
                insert into release_instance as r (integration, kind, instance, value, at)
                select :integration, kind, :instance, value, :at from unnest(:kinds, :values) as s (kind, value)
                on conflict (integration, kind, instance) do update set value = excluded.value, at = excluded.at
                where r.at < excluded.at
                returning kind, value
            ), known as (
                select distinct on (kind) kind, is_now, at from release_mark
                where integration = :integration order by kind, at desc
            ), lately as (
                -- all parts of one statement see the rows as they were before it
                select kind, instance, value from release_instance where integration = :integration and at > :lately
            )
            insert into release_mark (integration, at, kind, was, is_now)
            select :integration, :at, s.kind, k.is_now, s.value
            from said s left join known k on k.kind = s.kind
            where k.kind is null or k.is_now <> s.value and k.at < :at and (
                not exists (select from lately l where l.kind = s.kind and l.value = s.value)
                or not exists (
                    select from lately l where l.kind = s.kind and l.value = k.is_now and l.instance <> :instance))
            """;

    /** Of announcements come some four; one that is late must not look like an instance that ended. */
    private static final Duration LATELY = Duration.ofMinutes(2);

    private final JdbcClient jdbc;

    ReleaseRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What it does not tell of is left as it is known. */
    void announce(Announcement announcement) {
        List<Told> told = Stream.of(
                        new Told("version", announcement.version()),
                        new Told("configuration", announcement.configuration()))
                .filter(one -> one.value != null)
                .toList();
        if (told.isEmpty()) {
            return;
        }
        jdbc.sql(MARK)
                .param("integration", announcement.integration())
                .param("instance", announcement.instance())
                .param("at", Columns.utc(announcement.at()))
                .param("lately", Columns.utc(announcement.at().minus(LATELY)))
                .param("kinds", Columns.of("text", told, Told::kind))
                .param("values", Columns.of("text", told, Told::value))
                .update();
    }

    private record Told(String kind, @Nullable String value) {}
}
