package io.throughline.runtime.receive;

import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.command.Step;
import io.throughline.runtime.store.Adoption;
import io.throughline.runtime.store.Adoptions;
import io.throughline.runtime.store.NewDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from ingest where the orders of this integration begin, and keeps to it. Until that is known no event is
 * received: whether an order is ours must not depend on which of its events came first.
 */
public final class Adopting implements Step {

    private static final Logger LOG = LoggerFactory.getLogger(Adopting.class);

    /** So seldom is it asked whether a backfill is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Adoptions table;
    private final Runnable question;
    private final IntConsumer leftOut;
    private final Duration beat;
    private final Duration quiet;
    private final Clock clock;
    private final List<Runnable> waiting = new ArrayList<>();
    private volatile @Nullable Adoption adoption;
    private volatile Instant forUsAloneAt = Instant.EPOCH;
    private Instant askAgainAt = Instant.MIN;

    /**
     * Knows at once what is known already.
     *
     * @param question asks ingest; the answer is a command
     * @param leftOut told after each commit how many events were left out
     */
    public Adopting(
            Adoptions table, Runnable question, IntConsumer leftOut, RuntimeProperties properties, Clock clock) {
        this.table = table;
        this.question = question;
        this.leftOut = leftOut;
        this.beat = properties.heartbeat();
        this.quiet = properties.gapAfter();
        this.clock = clock;
        this.adoption = table.find()
                .or(() -> properties.adoption().asked() ? Optional.empty() : Optional.of(Adoption.OF_EVERY_ORDER))
                .orElse(null);
    }

    /** Runs as soon as it is known, now if it is. */
    public synchronized void whenKnown(Runnable receive) {
        if (adoption == null) {
            waiting.add(receive);
        } else {
            receive.run();
        }
    }

    @Override
    public synchronized boolean run() {
        if (!isSettled()) {
            table.find().ifPresent(this::know);
        }
        if (!isSettled() && !clock.instant().isBefore(askAgainAt)) {
            ask();
        }
        return false;
    }

    private boolean isSettled() {
        return adoption != null && adoption.isSettled();
    }

    private void know(Adoption found) {
        if (!found.equals(adoption)) {
            LOG.atInfo()
                    .addKeyValue("throughline.point", found.point())
                    .addKeyValue("throughline.beginning", found.beginning())
                    .addKeyValue("throughline.backfilling", found.backfilling())
                    .log("adoption.known");
        }
        adoption = found;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    private void ask() {
        question.run();
        if (adoption == null) {
            LOG.atInfo().log("adoption.asked");
        }
        askAgainAt = clock.instant().plus(adoption == null ? beat : PATIENCE);
    }

    /** Of events that came to everybody, reports as ignored those of orders that were there before; their ids. */
    Set<UUID> leaveOut(List<NewDelivery> events) {
        Adoption known = adoption;
        List<NewDelivery> older = events.stream()
                .filter(event -> known != null && known.leavesOut(event.orderRef()))
                .toList();
        if (older.isEmpty()) {
            return Set.of();
        }
        Set<UUID> strange = table.leaveOut(older);
        leftOut.accept(strange.size());
        return strange;
    }

    /** Something came that was sent to this integration alone: more of a backfill may be behind it. */
    void cameForUsAlone() {
        forUsAloneAt = clock.instant();
    }

    /** The lowest order reference of which an absent event is missed. */
    public UUID missedFrom() {
        Adoption known = adoption;
        boolean arriving = clock.instant().isBefore(forUsAloneAt.plus(quiet));
        return (known == null ? Adoption.OF_EVERY_ORDER : known).missedFrom(arriving);
    }
}
