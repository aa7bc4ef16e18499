package io.throughline.benchmarks.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The dashboard's own tables, filled with orders, and the statement of its own that finds them. */
final class Orders {

    static final int PAGE = 500;

    /** Each order has one of its own, and each of these is on every 2,500th order or so. */
    static final int SKUS = 5_000;

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final String MIGRATIONS = "filesystem:../operations-dashboard/src/main/resources/db/migration";
    private static final Path STORE =
            Path.of("../operations-dashboard/src/main/java/io/throughline/dashboard/store/SearchStore.java");
    private static final Pattern STATEMENT = Pattern.compile("SEARCH = \"{3}\n(.*?)\"{3};", Pattern.DOTALL);

    private static final List<String> FILL = List.of("""
            insert into event (orderref, orderseq, event_id, orderkey, source_order_id, display_number, type,
                               occurred_at, accepted_at, webhook_id, trace_id, test)
            select o.ref, s.seq, gen_random_uuid(), 'shopify:shop-' || n % 20 || ':' || 820000000000 + n,
                (820000000000 + n)::text, '#' || n, case s.seq when 1 then 'order.placed.v1' else 'order.paid.v1' end,
                now(), now() - make_interval(secs => :orders - n), 'hook-' || n || '-' || s.seq,
                md5(n || '-' || s.seq), false
            from generate_series(1, :orders) n
            cross join lateral (
                select (lpad(to_hex(1700000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid
                    as ref) o
            cross join (values (1), (2)) s (seq)
            """, """
            insert into order_head (orderref, orderkey, source_order_id, display_number, storefront, shop,
                                    accepted_at, test)
            select orderref, orderkey, source_order_id, display_number, split_part(orderkey, ':', 1),
                split_part(orderkey, ':', 2), accepted_at, test
            from event where orderseq = 1
            """, """
            insert into order_term (kind, term, orderref)
            select 'sku', 'sku-' || (hashint4(substr(display_number, 2)::int) & 2147483647) % :skus, orderref
            from order_head
            union all
            select 'sku', 'own-' || display_number, orderref from order_head
            union all
            select 'email', md5((substr(display_number, 2)::int % 600000)::text), orderref from order_head
            union all
            select 'tracking', '1z' || display_number, orderref from order_head where hashtext(display_number) % 2 = 0
            """);

    private final JdbcClient jdbc;
    private final String statement = statement();

    Orders(MeasuredDatabase database, int orders) {
        this.jdbc = database.jdbc();
        Flyway.configure()
                .dataSource(database.uncounted())
                .locations(MIGRATIONS)
                .load()
                .migrate();
        // As the dashboard's own connections have it.
        jdbc.sql("alter system set plan_cache_mode = force_custom_plan").update();
        jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
        FILL.forEach(
                sql -> jdbc.sql(sql).param("orders", orders).param("skus", SKUS).update());
        for (String table : List.of("event", "order_head", "order_term")) {
            // The name is one of these, never from outside.
            jdbc.sql("vacuum analyze " + table).update();
        }
    }

    /** Read from where it is used, so that what is measured is what runs. */
    private static String statement() {
        try {
            Matcher found = STATEMENT.matcher(Files.readString(STORE));
            if (!found.find()) {
                throw new IllegalStateException("No statement SEARCH in " + STORE);
            }
            return found.group(1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * What somebody looks for.
     *
     * @param email the hash of an address, where it is one
     */
    record Question(
            String term, @Nullable String email, @Nullable UUID id) {

        static Question of(String term) {
            return new Question(term, null, null);
        }
    }

    /** The first page. */
    List<UUID> find(Question question) {
        return page(question, NEWEST);
    }

    /** All pages: how many orders they name, each once. */
    int findAll(Question question) {
        Set<UUID> found = new HashSet<>();
        UUID before = NEWEST;
        while (true) {
            List<UUID> page = page(question, before);
            found.addAll(page);
            if (page.size() < PAGE) {
                return found.size();
            }
            before = page.getLast();
        }
    }

    /** How the database goes about it. */
    List<String> plan(Question question) {
        return asked("explain (analyze, costs off, timing off, summary off) " + statement, question, NEWEST)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private List<UUID> page(Question question, UUID before) {
        return new ArrayList<>(asked(statement, question, before)
                .query((row, index) -> row.getObject(1, UUID.class))
                .list());
    }

    private JdbcClient.StatementSpec asked(String sql, Question question, UUID before) {
        String[] parts = question.term.split(":", -1);
        return jdbc.sql(sql)
                .param("term", question.term)
                .param("name", question.term)
                .param("storefront", parts.length == 2 ? parts[0] : null)
                .param("shop", parts.length == 2 ? parts[1] : null)
                .param("email", question.email)
                .param("id", question.id)
                .param("before", before)
                .param("limit", PAGE);
    }

    /** A value of some order, for a question that has an answer. */
    String value(String column, int order) {
        // The column is named by the benchmark, never from outside.
        return jdbc.sql("select " + column + " from event where display_number = :number and orderseq = 1")
                .param("number", "#" + order)
                .query(String.class)
                .single();
    }

    int count(String kind, String term) {
        return jdbc.sql("select count(*) from order_term where kind = :kind and term = :term")
                .param("kind", kind)
                .param("term", term)
                .query(Integer.class)
                .single();
    }
}
