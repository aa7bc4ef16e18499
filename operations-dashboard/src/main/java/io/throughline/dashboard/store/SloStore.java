package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.Slo;
import io.throughline.dashboard.ledger.Slo.Budget;
import io.throughline.dashboard.ledger.Slo.Promised;
import io.throughline.dashboard.ledger.Slo.Span;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.Sla;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from table {@code history} what became of each promise. */
@Component
public class SloStore {

    private static final String DECIDED = """
            select i.name, w.word, coalesce(sum(h.met), 0) as met, coalesce(sum(h.missed), 0) as missed
            from integration i
            cross join unnest(:words, :spans, :begins) w (word, span, began_at)
            left join history h on h.integration = i.name and h.span = w.span and h.at > w.began_at and h.at <= :now
            group by i.name, w.word
            """;

    /** Of each step the 30 days before it, which for the oldest reach back 60 days. */
    private static final String ROLLED = """
            with step as (
                select s.at, coalesce(sum(h.met), 0) as met, coalesce(sum(h.missed), 0) as missed
                from generate_series(:first::timestamptz, :now::timestamptz, make_interval(secs => :step)) s (at)
                left join history h on h.span = 'hour' and h.integration = :integration
                    and h.at > s.at - make_interval(secs => :step) and h.at <= s.at
                group by s.at
            ), rolled as (
                select at, sum(met) over month as met, sum(missed) over month as missed
                from step window month as (order by at rows between :steps - 1 preceding and current row)
            )
            select at, met, missed from rolled where at > :since order by at
            """;

    private static final Duration STEP = Duration.ofHours(12);
    private static final long STEPS = Span.MONTH.length().dividedBy(STEP);

    /** Minutes are kept for two days. */
    private static final Duration BY_MINUTE = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final IntegrationRows integrations;
    private final Clock clock;

    SloStore(JdbcClient jdbc, IntegrationRows integrations, Clock clock) {
        this.jdbc = jdbc;
        this.integrations = integrations;
        this.clock = clock;
    }

    /** @param left of the budget of the 30 days before; absent when nothing was decided within them */
    public record Left(Instant at, @Nullable Double left) {}

    /** Of every integration that promised something; those whose budget is nearest to its end come first. */
    public List<Slo> all() {
        Instant now = clock.instant();
        Map<String, Map<Span, Decided>> counted = counted(now);
        return promised()
                .map(one -> Slo.of(one, counted.getOrDefault(one.integration(), Map.of()), now))
                .sorted(Comparator.comparing(Slo::burning)
                        .reversed()
                        .thenComparingDouble(slo -> left(slo.budget()))
                        .thenComparing(Slo::integration))
                .toList();
    }

    private static double left(Budget budget) {
        Double left = budget.left();
        return left == null ? Double.MAX_VALUE : left;
    }

    /** How the budget went within 30 days, oldest first; empty when the integration promised nothing. */
    public List<Left> budget(String integration) {
        return promised()
                .filter(one -> one.integration().equals(integration))
                .flatMap(one -> rolled(one, clock.instant()))
                .toList();
    }

    private Stream<Promised> promised() {
        return integrations.known().stream().flatMap(known -> {
            CatalogueEntry entry = known.entry();
            return entry == null ? Stream.of() : Stream.of(new Promised(known.name(), entry.title(), entry.sla()));
        });
    }

    private Map<String, Map<Span, Decided>> counted(Instant now) {
        List<Span> spans = List.of(Span.values());
        Map<String, Map<Span, Decided>> counted = new HashMap<>();
        jdbc.sql(DECIDED)
                .param("now", Columns.utc(now))
                .param("words", Columns.of("text", spans, Span::name))
                .param("spans", Columns.of("text", spans, SloStore::resolution))
                .param("begins", Columns.of("timestamptz", spans, span -> now.minus(span.length())))
                .query((ResultSet row) -> {
                    counted.computeIfAbsent(row.getString("name"), name -> new EnumMap<>(Span.class))
                            .put(
                                    Span.valueOf(row.getString("word")),
                                    new Decided(row.getLong("met"), row.getLong("missed")));
                });
        return counted;
    }

    private static String resolution(Span span) {
        return span.length().compareTo(BY_MINUTE) > 0 ? "hour" : "minute";
    }

    private Stream<Left> rolled(Promised promised, Instant now) {
        Sla promise = promised.sla();
        return jdbc
                .sql(ROLLED)
                .param("integration", promised.integration())
                .param("now", Columns.utc(now))
                .param("first", Columns.utc(now.minus(STEP.multipliedBy(2 * STEPS - 1))))
                .param("since", Columns.utc(now.minus(Span.MONTH.length())))
                .param("step", STEP.toSeconds())
                .param("steps", STEPS)
                .query((row, index) -> {
                    OptionalDouble left =
                            Budget.left(promise.target(), new Decided(row.getLong("met"), row.getLong("missed")));
                    return new Left(Columns.instant(row, "at"), left.isPresent() ? left.getAsDouble() : null);
                })
                .list()
                .stream();
    }
}
