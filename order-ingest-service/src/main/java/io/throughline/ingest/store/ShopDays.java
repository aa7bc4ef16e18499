package io.throughline.ingest.store;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.store.DayComparison.Differences;
import io.throughline.ingest.store.DayComparison.Sum;
import io.throughline.ingest.store.Reconciliations.Address;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Table {@code shop_day}: of each shop's days, whether what it lists as placed is what we hold. */
@Repository
public class ShopDays {

    private static final String NEWEST = """
            select max(day) from shop_day where source = :source and shop = :shop
            """;

    private static final String OPEN = """
            insert into shop_day (source, shop, day, begins_at, ends_at, due_at)
            values (:source, :shop, :day, :begins_at, :ends_at, :due_at)
            on conflict (source, shop, day) do nothing
            """;

    private static final String DUE = """
            select * from shop_day
            where source = :source and shop = :shop and due_at <= :now and agreed_at is null and given_up_at is null
            order by day limit 1
            """;

    private static final String FAIL = """
            update shop_day
            set due_at = :due_at, failures = failures + 1, code = :code,
                cursor = case when :anew then null else cursor end, pages = case when :anew then 0 else pages end
            where source = :source and shop = :shop and day = :day
            """;

    private static final String ASKED = """
            update shop_day set found = found + :found, failures = 0, code = null, due_at = :due_at
            where source = :source and shop = :shop and day = :day
            """;

    private static final String CHECKED = """
            update shop_day
            set cursor = null, pages = 0, listed = false, code = :code, checks = checks + 1, checked_at = :now,
                sums = :sums::jsonb, missing = :missing, behind = :behind, differing = :differing, gone = :gone,
                moved = :moved, agreed_at = case when :agrees then :now end,
                given_up_at = case when not :agrees and :now >= ends_at + :patience * interval '1 millisecond'
                    then :now end
            where source = :source and shop = :shop and day = :day
            returning *
            """;

    private static final String LIST = """
            select * from shop_day
            where ends_at <= :now and (not :open or agreed_at is null)
            order by day desc, source, shop limit :limit
            """;

    private static final String COUNT = """
            select count(*) from shop_day where checked_at is not null and agreed_at is null and given_up_at is null
            """;

    private final JdbcClient jdbc;

    ShopDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A day of a shop.
     *
     * @param beginsAt included
     * @param endsAt not included
     */
    public record Day(Address shop, LocalDate day, Instant beginsAt, Instant endsAt) {}

    /**
     * A day whose list is to be read, or to be compared.
     *
     * @param cursor where the list goes on; absent at its beginning
     * @param pages that were read
     * @param listed whether the list is whole
     * @param checks before
     * @param failures since the last success
     */
    public record Due(Day day, @Nullable String cursor, int pages, boolean listed, int checks, int failures) {}

    /**
     * How a day stands.
     *
     * @param sums by currency, of the last comparison, as {@code differences} are
     * @param found orders asked for because of it
     * @param repaired those of them that were made good
     * @param givenUpAt since when it is not compared any more, though it does not agree
     */
    public record Standing(
            String source,
            String shop,
            LocalDate day,
            Instant beginsAt,
            Instant endsAt,
            int checks,
            @Nullable Instant checkedAt,
            List<Sum> sums,
            Differences differences,
            int found,
            int repaired,
            Instant dueAt,
            @Nullable Instant agreedAt,
            @Nullable Instant givenUpAt,
            @Nullable String code) {

        public Standing {
            sums = List.copyOf(sums);
        }
    }

    public Optional<LocalDate> newest(Address shop) {
        return Optional.ofNullable(on(NEWEST, shop)
                .query((row, index) -> row.getObject(1, LocalDate.class))
                .list()
                .getFirst());
    }

    /** Does nothing when there is one. */
    public void open(Day day, Instant dueAt) {
        of(OPEN, day)
                .param("begins_at", Columns.utc(day.beginsAt()))
                .param("ends_at", Columns.utc(day.endsAt()))
                .param("due_at", Columns.utc(dueAt))
                .update();
    }

    /** The oldest that is due. */
    public Optional<Due> due(Address shop, Instant now) {
        return on(DUE, shop)
                .param("now", Columns.utc(now))
                .query((row, index) -> new Due(
                        new Day(
                                shop,
                                row.getObject("day", LocalDate.class),
                                Columns.instant(row, "begins_at"),
                                Columns.instant(row, "ends_at")),
                        row.getString("cursor"),
                        row.getInt("pages"),
                        row.getBoolean("listed"),
                        row.getInt("checks"),
                        row.getInt("failures")))
                .optional();
    }

    /** @param anew whether the list is to be read from its beginning */
    public void fail(Day day, Instant dueAt, String code, boolean anew) {
        of(FAIL, day)
                .param("due_at", Columns.utc(dueAt))
                .param("code", code)
                .param("anew", anew)
                .update();
    }

    /** So many of its orders were asked for, and it is looked at again then. */
    public void asked(Day day, int found, Instant dueAt) {
        of(ASKED, day).param("found", found).param("due_at", Columns.utc(dueAt)).update();
    }

    /**
     * It was compared; the list is done with.
     *
     * @param patience after its end until it is given up
     */
    public Standing checked(Day day, DayComparison.Result result, Instant now, Duration patience) {
        Differences differences = result.differences();
        return of(CHECKED, day)
                .param("now", Columns.utc(now))
                .param("patience", patience.toMillis())
                .param("code", result.code(), Types.VARCHAR)
                .param("sums", Json.mapper().writeValueAsString(result.sums()))
                .param("missing", differences.missing())
                .param("behind", differences.behind())
                .param("differing", differences.differing())
                .param("gone", differences.gone())
                .param("moved", differences.moved())
                .param("agrees", differences.isNone())
                .query((row, index) -> standing(row))
                .single();
    }

    /** Days that are over, newest first; {@code open} leaves out those that agree. */
    public List<Standing> list(boolean open, Instant now, int limit) {
        return jdbc.sql(LIST)
                .param("open", open)
                .param("now", Columns.utc(now))
                .param("limit", limit)
                .query((row, index) -> standing(row))
                .list();
    }

    /** Days that do not agree and are still compared. */
    public long countOpen() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }

    private JdbcClient.StatementSpec on(String sql, Address shop) {
        return jdbc.sql(sql).param("source", shop.source()).param("shop", shop.shop());
    }

    private JdbcClient.StatementSpec of(String sql, Day day) {
        return on(sql, day.shop()).param("day", day.day());
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getString("source"),
                row.getString("shop"),
                row.getObject("day", LocalDate.class),
                Columns.instant(row, "begins_at"),
                Columns.instant(row, "ends_at"),
                row.getInt("checks"),
                Columns.instantOrNull(row, "checked_at"),
                Json.mapper().readValue(row.getString("sums"), new TypeReference<List<Sum>>() {}),
                new Differences(
                        row.getInt("missing"),
                        row.getInt("behind"),
                        row.getInt("differing"),
                        row.getInt("gone"),
                        row.getInt("moved")),
                row.getInt("found"),
                row.getInt("repaired"),
                Columns.instant(row, "due_at"),
                Columns.instantOrNull(row, "agreed_at"),
                Columns.instantOrNull(row, "given_up_at"),
                row.getString("code"));
    }
}
