package io.throughline.runtime.dispatch;

import io.throughline.backbone.trace.Span;
import io.throughline.runtime.store.Inbox;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Settlement;
import io.throughline.runtime.store.Settlement.Again;
import io.throughline.runtime.store.Settlement.Finished;
import io.throughline.runtime.store.Settlement.Parked;
import io.throughline.runtime.store.Settlements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits how attempts ended, as many together as have ended meanwhile, and starts what comes next in those orders. */
final class Settler {

    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
    private static final Duration RETRY = Duration.ofMillis(200);

    private final Settlements settlements;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final SettlementListener listener;
    private final Clock clock;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final List<UUID> moved = new ArrayList<>();

    Settler(Settlements settlements, Inbox inbox, Dispatcher dispatcher, SettlementListener listener, Clock clock) {
        this.settlements = settlements;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * An attempt that ended, with the delivery it was made for.
     *
     * @param report span from then until it is committed, which is what is reported from
     */
    record Ended(LeasedDelivery delivery, Settlement settlement, Span report) {

        /** Where nothing was tried. */
        static Ended of(LeasedDelivery delivery, Settlement settlement) {
            return new Ended(delivery, settlement, Span.NONE);
        }

        private void committed() {
            report.with("throughline.outcome", word()).end();
        }

        private String word() {
            return switch (settlement) {
                case Finished done -> done.result().word();
                case Parked parked -> "parked";
                case Again again -> "again";
            };
        }
    }

    void submit(Ended attempt) {
        ended.add(attempt);
    }

    void release(List<LeasedDelivery> unbegun) {
        settlements.release(unbegun);
    }

    /** Commits until interrupted. */
    void settleForever(int maxBatch) {
        List<Ended> batch = new ArrayList<>(maxBatch);
        try {
            while (true) {
                batch.add(ended.take());
                collect(batch, maxBatch);
                settleUntilDone(batch);
                batch.forEach(Ended::committed);
                dispatcher.release(batch.size());
                batch.clear();
                startNext(maxBatch);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has ended, and what ends while others get the processor: as long as waiting brings more, it is worth it. */
    @SuppressWarnings("ThreadPriorityCheck") // only the size of a batch depends on whether the yield yields
    private void collect(List<Ended> batch, int maxBatch) {
        int before;
        do {
            before = batch.size();
            Thread.yield();
            ended.drainTo(batch, maxBatch - before);
        } while (batch.size() > before && batch.size() < maxBatch);
    }

    /** A batch whose first try was committed unseen changes nothing the second time: the leases are gone. */
    private void settleUntilDone(List<Ended> batch) throws InterruptedException {
        while (true) {
            try {
                settle(batch);
                return;
            } catch (RuntimeException failure) {
                LOG.atWarn().setCause(failure).log("settler.commit-failed");
                Thread.sleep(RETRY);
            }
        }
    }

    private void settle(List<Ended> batch) {
        List<Finished> finished = ofKind(batch, Finished.class);
        List<Again> again = ofKind(batch, Again.class);
        List<Parked> parked = ofKind(batch, Parked.class);
        if (!again.isEmpty()) {
            settlements.again(again);
            wakeFor(again);
        }
        if (!parked.isEmpty()) {
            settlements.park(parked);
        }
        if (!finished.isEmpty()) {
            moved.addAll(settlements.finish(finished));
        }
        listener.settled(
                batch.stream().map(Ended::delivery).toList(),
                batch.stream().map(Ended::settlement).toList());
    }

    private void wakeFor(List<Again> again) {
        Instant first = again.stream().map(Again::dueAt).min(Instant::compareTo).orElseThrow();
        Duration delay = Duration.between(clock.instant(), first);
        dispatcher.signalIn(delay.isNegative() ? Duration.ZERO : delay);
    }

    /**
     * Looks for what comes next in the orders that moved: at once when nothing else is to be committed, under load for
     * several batches together. What is committed stays so if this fails; the sweep finds what was not started.
     */
    private void startNext(int maxBatch) {
        if (moved.isEmpty() || (!ended.isEmpty() && moved.size() < maxBatch)) {
            return;
        }
        int reserved = dispatcher.reserve();
        List<LeasedDelivery> next = List.of();
        try {
            next = inbox.next(moved, reserved);
        } catch (RuntimeException failure) {
            LOG.atWarn().setCause(failure).log("settler.next-failed");
        }
        moved.clear();
        dispatcher.start(next, reserved);
        if (next.size() == reserved) {
            dispatcher.leftBehind();
        }
    }

    private static <S extends Settlement> List<S> ofKind(List<Ended> batch, Class<S> kind) {
        return batch.stream()
                .map(Ended::settlement)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
