package io.throughline.runtime.store;

import io.throughline.runtime.store.PauseScope.Kind;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is paused. A pause stops calls, not receiving; every instance looks here often enough to obey within seconds.
 * A wish carries a revision per scope, and one that is not higher than the last is superseded.
 */
public final class Pauses {

    /** In whose name the runtime itself pauses. */
    public static final String RUNTIME = "runtime";

    private static final String CHANGE = """
            insert into pause as p (kind, name, paused, revision, actor, reason, changed_at)
            values (:kind, :name, :paused, :revision, :actor, :reason, :now)
            on conflict (kind, name) do update
            set paused = excluded.paused, revision = excluded.revision, actor = excluded.actor,
                reason = excluded.reason, changed_at = excluded.changed_at
            where p.revision < excluded.revision
            """;

    private static final String LOCKED_OUT = """
            insert into pause as p (kind, name, paused, revision, actor, reason, changed_at)
            values ('integration', '', true, 0, 'runtime', :reason, :now)
            on conflict (kind, name) do update
            set paused = true, actor = excluded.actor, reason = excluded.reason, changed_at = excluded.changed_at
            where not p.paused
            """;

    private static final String LET_IN = """
            update pause
            set paused = false, reason = 'access regained', changed_at = :now
            where kind = 'integration' and paused and actor = 'runtime'
            """;

    private static final String IN_FORCE = """
            select kind, name, actor, reason, changed_at from pause where paused order by kind, name
            """;

    private static final String WAKE = """
            update delivery d set due_at = :now, code = ''
            where d.code = 'paused' and d.parked_at is null and d.due_at > :now and not exists (
                select 1 from pause p
                where p.paused and (p.kind = 'integration'
                   or p.kind = 'shop' and starts_with(d.orderkey, p.name || ':')
                   or p.kind = 'type' and p.name = d.type
                   or p.kind = 'order' and p.name = d.orderkey))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public Pauses(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /** Stops calls for these deliveries; false when a wish of this revision or a higher one came before. */
    public boolean pause(PauseScope scope, String actor, String reason, long revision) {
        return change(scope, true, new Wish(actor, reason, revision));
    }

    /** Lets calls go out again, those that the runtime had paused included; false as with {@link #pause}. */
    public boolean resume(PauseScope scope, String actor, String reason, long revision) {
        return change(scope, false, new Wish(actor, reason, revision));
    }

    private record Wish(String actor, String reason, long revision) {}

    private boolean change(PauseScope scope, boolean paused, Wish wish) {
        return jdbc.sql(CHANGE)
                        .param("kind", scope.kind().word())
                        .param("name", scope.name())
                        .param("paused", paused)
                        .param("revision", wish.revision())
                        .param("actor", wish.actor())
                        .param("reason", wish.reason())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** The downstream system refuses our access: pauses the integration unless it is paused; any later wish wins. */
    public void lockedOut(String reason) {
        jdbc.sql(LOCKED_OUT).param("reason", reason).param("now", now()).update();
    }

    /** Ends what {@link #lockedOut} began, and nothing that a person paused. */
    public void letIn() {
        jdbc.sql(LET_IN).param("now", now()).update();
    }

    public List<Pause> inForce() {
        return jdbc.sql(IN_FORCE)
                .query((row, index) -> new Pause(
                        new PauseScope(
                                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("name")),
                        row.getString("actor"),
                        row.getString("reason"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Makes due what waited for a pause that is over; how many deliveries. */
    public int wake() {
        return jdbc.sql(WAKE).param("now", now()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
