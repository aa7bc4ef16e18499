package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.backbone.json.Json;
import io.throughline.events.order.Money;
import io.throughline.runtime.books.Entry;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Held;
import io.throughline.runtime.books.Journal;
import io.throughline.runtime.books.Part;
import io.throughline.runtime.books.Posting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal in the adapter's database. */
public final class AskedBookings implements Forgets, Journal {

    /** A year is closed long after its last month. */
    private static final Period KEPT = Period.ofMonths(18);

    // Whoever edits a parked delivery asks for another amount, or again for what an edit before had replaced.
    private static final String ASK = """
            insert into asked_booking
                (kind, name, order_key, day, currency, amount, parts, orderseq, revision)
            select * from unnest(:kinds, :names, :order_keys, :days::date[], :currencies, :amounts::numeric[], :parts,
                                 :sequences, :revisions)
            on conflict (kind, name) do update
            set day = excluded.day, currency = excluded.currency, amount = excluded.amount, parts = excluded.parts,
                withdrawn_at = case when asked_booking.withdrawn_seq is distinct from asked_booking.orderseq
                        then asked_booking.withdrawn_at end,
                withdrawn_seq = nullif(asked_booking.withdrawn_seq, asked_booking.orderseq)
            where (asked_booking.day, asked_booking.currency, asked_booking.amount, asked_booking.parts)
                    is distinct from (excluded.day, excluded.currency, excluded.amount, excluded.parts)
               or asked_booking.withdrawn_seq = asked_booking.orderseq
            """;

    private static final String REPLACE = """
            update asked_booking set withdrawn_at = :at, withdrawn_seq = orderseq
            where order_key = :order_key and orderseq = :sequence and revision = :revision
              and kind in ('INVOICE', 'CREDIT_NOTE') and (kind, name) <> (:kind, :name) and withdrawn_at is null
            """;

    private static final String WITHDRAW = """
            update asked_booking set withdrawn_at = :at, withdrawn_seq = :sequence
            where kind = :kind and name = :name and withdrawn_at is null
            """;

    // An event that was sent again asked for all of its documents again.
    private static final String HELD_BEFORE = """
            select kind, name, currency, amount, parts
            from (
                select *, max(revision) over (partition by orderseq) as newest
                from asked_booking
                where order_key = :order_key and orderseq < :sequence
                  and (withdrawn_at is null or withdrawn_seq >= :sequence)
            ) asked
            where revision = newest
            order by orderseq, kind, name
            """;

    // What an edit replaced is owed by nobody.
    private static final String OWING = """
            select kind, name, order_key, orderseq as sequence, false as withdrawn
            from (
                select *, max(revision) over (partition by order_key, orderseq) as newest
                from asked_booking
                where order_key = any(:orders) and withdrawn_at is null
            ) asked
            where revision = newest
            union all
            select kind, name, order_key, withdrawn_seq, true
            from asked_booking
            where order_key = any(:orders) and withdrawn_seq <> orderseq
            """;

    private static final String MONTH = """
            select kind, name, order_key, currency, amount
            from asked_booking
            where day >= :from and day < :until and withdrawn_at is null
            order by order_key, kind, name
            """;

    private static final String FORGET = "delete from asked_booking where day < :before";

    private final JdbcClient jdbc;
    private final Clock clock;

    public AskedBookings(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    @Override
    public void ask(List<Asked> asked) {
        jdbc.sql(ASK)
                .param("kinds", texts(asked, posting -> posting.kind().name()))
                .param("names", texts(asked, Posting::name))
                .param("order_keys", texts(asked, Posting::order))
                .param("days", texts(asked, posting -> posting.day().toString()))
                .param("currencies", texts(asked, posting -> posting.total().currency()))
                .param(
                        "amounts",
                        texts(asked, posting -> posting.total().toDecimal().toPlainString()))
                .param("parts", texts(asked, AskedBookings::parts))
                .param(
                        "sequences",
                        PgArray.of("int4", asked.stream().map(Asked::sequence).toList()))
                .param(
                        "revisions",
                        PgArray.of("int4", asked.stream().map(Asked::revision).toList()))
                .update();
    }

    @Override
    public void replace(Asked asked) {
        jdbc.sql(REPLACE)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("order_key", asked.posting().order())
                .param("sequence", asked.sequence())
                .param("revision", asked.revision())
                .param("kind", asked.posting().kind().name())
                .param("name", asked.posting().name())
                .update();
    }

    @Override
    public void withdraw(Kind kind, String name, int sequence) {
        jdbc.sql(WITHDRAW)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("kind", kind.name())
                .param("name", name)
                .param("sequence", sequence)
                .update();
    }

    @Override
    public List<Held> heldBefore(int sequence, String order) {
        return jdbc.sql(HELD_BEFORE)
                .param("order_key", order)
                .param("sequence", sequence)
                .query((row, place) -> held(row))
                .list();
    }

    @Override
    public List<Owing> owing(Collection<String> orders) {
        return jdbc.sql(OWING)
                .param("orders", PgArray.of("text", orders))
                .query((row, place) -> new Owing(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getString("order_key"),
                        row.getInt("sequence"),
                        row.getBoolean("withdrawn")))
                .list();
    }

    private static Held held(ResultSet row) throws SQLException {
        String parts = row.getString("parts");
        return new Held(
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                Money.of(row.getBigDecimal("amount"), row.getString("currency")),
                parts == null ? null : List.of(Json.mapper().readValue(parts, Part[].class)));
    }

    private static @Nullable String parts(Posting posting) {
        return posting.parts() == null ? null : Json.mapper().writeValueAsString(posting.parts());
    }

    @Override
    public List<Entry> of(YearMonth month) {
        return jdbc.sql(MONTH)
                .param("from", month.atDay(1))
                .param("until", month.plusMonths(1).atDay(1))
                .query((row, place) -> entry(row))
                .list();
    }

    @Override
    public void forget(Instant before) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.sql(FORGET).param("before", today.minus(KEPT)).update();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("order_key"),
                row.getString("currency"),
                row.getBigDecimal("amount"));
    }

    private static PgArray texts(List<Asked> asked, Function<Posting, @Nullable String> text) {
        return PgArray.of("text", asked.stream().map(Asked::posting).map(text).toList());
    }
}
