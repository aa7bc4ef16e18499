package io.throughline.ingest.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.events.order.Order;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends webhooks: all that follows from a batch is one transaction of a handful of statements. */
@Repository
public class UnderstandingStore {

    private static final String CLAIM = """
            select webhook_id from webhook_todo
            where webhook_id = any(:ids)
            order by webhook_id
            for update skip locked
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final OrderStates orders;
    private final EventLog log;
    private final Endings endings;

    UnderstandingStore(
            JdbcClient jdbc, TransactionTemplate transaction, OrderStates orders, EventLog log, Endings endings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.orders = orders;
        this.log = log;
        this.endings = endings;
    }

    /**
     * What a batch is about.
     *
     * @param snapshots the whole orders among it
     */
    public record Concern(Collection<String> orderKeys, Collection<Order> snapshots) {

        public static final Concern NOTHING = new Concern(List.of(), List.of());
    }

    /** Draws the conclusions; pure, as it runs while rows are locked. */
    @FunctionalInterface
    public interface Decision {

        /**
         * Decides.
         *
         * @param claimed the webhooks that no other instance is at or done with
         * @param states of every order asked for
         */
        Conclusions decide(Set<UUID> claimed, Map<String, OrderState> states);
    }

    /** Locks the webhooks and their orders, decides and writes down, all or nothing. */
    public Conclusions conclude(Collection<UUID> webhookIds, Concern concern, Decision decision) {
        return transaction.execute(status -> {
            Set<UUID> claimed = claim(webhookIds);
            Map<String, OrderState> states = orders.lock(concern.orderKeys(), concern.snapshots());
            Conclusions conclusions = decision.decide(claimed, states);
            write(conclusions);
            forgetUnused(states, conclusions);
            return conclusions;
        });
    }

    private Set<UUID> claim(Collection<UUID> webhookIds) {
        return jdbc.sql(CLAIM)
                .param("ids", PgArray.of("uuid", webhookIds))
                .query((row, index) -> row.getObject(1, UUID.class))
                .set();
    }

    private void forgetUnused(Map<String, OrderState> states, Conclusions conclusions) {
        Set<String> unused = states.values().stream()
                .filter(OrderState::isUnheardOf)
                .map(OrderState::orderKey)
                .collect(Collectors.toCollection(HashSet::new));
        conclusions.orders().forEach(order -> unused.remove(order.orderKey()));
        if (!unused.isEmpty()) {
            orders.forgetUnused(unused);
        }
    }

    private void write(Conclusions conclusions) {
        orders.update(conclusions.orders());
        log.append(conclusions.events());
        if (!conclusions.asked().isEmpty()) {
            Fetches.ask(jdbc, conclusions.asked());
        }
        endings.write(conclusions);
    }
}
