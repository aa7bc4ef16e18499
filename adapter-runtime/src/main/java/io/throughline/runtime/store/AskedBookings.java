package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.runtime.books.Entry;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Journal;
import io.throughline.runtime.books.Posting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal in the adapter's database. */
public final class AskedBookings implements Forgets, Journal {

    /** A year is closed long after its last month. */
    private static final Period KEPT = Period.ofMonths(18);

    // Whoever edits a parked delivery asks for another amount.
    private static final String ASK = """
            insert into asked_booking (kind, name, order_key, day, currency, amount)
            select * from unnest(:kinds, :names, :order_keys, :days::date[], :currencies, :amounts::numeric[])
            on conflict (kind, name) do update
            set day = excluded.day, currency = excluded.currency, amount = excluded.amount
            where (asked_booking.day, asked_booking.currency, asked_booking.amount)
                    is distinct from (excluded.day, excluded.currency, excluded.amount)
            """;

    private static final String WITHDRAW = """
            update asked_booking set withdrawn_at = :at where kind = :kind and name = :name and withdrawn_at is null
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
    public void ask(List<Posting> postings) {
        jdbc.sql(ASK)
                .param("kinds", texts(postings, posting -> posting.kind().name()))
                .param("names", texts(postings, Posting::name))
                .param("order_keys", texts(postings, Posting::order))
                .param("days", texts(postings, posting -> posting.day().toString()))
                .param("currencies", texts(postings, posting -> posting.total().currency()))
                .param(
                        "amounts",
                        texts(postings, posting -> posting.total().toDecimal().toPlainString()))
                .update();
    }

    @Override
    public void withdraw(Kind kind, String name) {
        jdbc.sql(WITHDRAW)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("kind", kind.name())
                .param("name", name)
                .update();
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

    private static PgArray texts(List<Posting> postings, Function<Posting, String> text) {
        return PgArray.of("text", postings.stream().map(text).toList());
    }
}
