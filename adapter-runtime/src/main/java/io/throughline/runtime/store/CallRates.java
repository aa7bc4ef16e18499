package io.throughline.runtime.store;

import io.throughline.runtime.RateProperties;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives out the right to make calls, in blocks, to all instances. At most a tenth of a window's calls may come at once,
 * the others follow at an even rate: so no window of that length, wherever it begins, sees more than its calls, also
 * when a block is used up only a sixtieth of a window after it was given.
 */
public final class CallRates {

    private static final int SHARE_AT_ONCE = 10;
    private static final int SHARE_OF_BLOCK = 20;
    private static final int SHARE_KEPT = 60;

    private static final String BEGIN = """
            insert into call_rate (tenant, given_to, day, day_given)
            values (:tenant, now(), (now() at time zone 'UTC')::date, 0)
            on conflict (tenant) do nothing
            """;

    private static final String TAKE = """
            with so_far as (
                select tenant, greatest(given_to, now()) as given_to, (now() at time zone 'UTC')::date as day,
                       case when day = (now() at time zone 'UTC')::date then day_given else 0 end as day_given
                from call_rate where tenant = :tenant for update
            ), granted as (
                select s.*, greatest(0, least(
                    :block,
                    floor(:at_once - extract(epoch from given_to - now()) / :token_seconds)::int,
                    case when :per_day = 0 then :block else :per_day - day_given end)) as tokens
                from so_far s
            )
            update call_rate r
            set given_to = g.given_to + make_interval(secs => g.tokens * :token_seconds),
                day = g.day, day_given = g.day_given + g.tokens
            from granted g
            where r.tenant = g.tenant
            returning g.tokens,
                      extract(epoch from r.given_to - now()) - (:at_once - 1) * :token_seconds as until_next,
                      :per_day > 0 and r.day_given >= :per_day as day_is_spent,
                      extract(epoch from (r.day + 1)::timestamp at time zone 'UTC' - now()) as until_midnight
            """;

    private final JdbcClient jdbc;
    private final RateProperties rate;
    private final int atOnce;
    private final double tokenSeconds;

    public CallRates(RuntimeSchema schema, RateProperties rate) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.rate = rate;
        this.atOnce = Math.max(1, rate.calls() / SHARE_AT_ONCE);
        double spread = Math.max(1, rate.calls() - atOnce);
        this.tokenSeconds = rate.window().plus(kept()).toMillis() / 1000.0 / spread;
        if (isLimited()) {
            jdbc.sql(BEGIN).param("tenant", rate.tenant()).update();
        }
    }

    /**
     * Some calls that may be made soon.
     *
     * @param tokens how many; none when it is too early for the next
     * @param next when to ask for more
     */
    public record Grant(int tokens, Duration next) {}

    public boolean isLimited() {
        return rate.calls() > 0;
    }

    /** How long a grant may be kept before it is used. */
    public Duration kept() {
        return rate.window().dividedBy(SHARE_KEPT);
    }

    /** How many calls fit into so much time. */
    public int fitInto(Duration time) {
        return (int) Math.max(1, time.toMillis() / 1000.0 / tokenSeconds);
    }

    /** @param wanted calls that are sure to be made soon: those given and not made are lost */
    public Grant take(int wanted) {
        return jdbc.sql(TAKE)
                .param("tenant", rate.tenant())
                .param("block", Math.clamp(rate.calls() / SHARE_OF_BLOCK, 1, wanted))
                .param("at_once", atOnce)
                .param("token_seconds", tokenSeconds)
                .param("per_day", rate.callsPerDay())
                .query((row, index) -> new Grant(
                        row.getInt("tokens"),
                        seconds(
                                row.getBoolean("day_is_spent")
                                        ? row.getDouble("until_midnight")
                                        : row.getDouble("until_next"))))
                .single();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.max(1, (long) Math.ceil(seconds * 1000)));
    }
}
