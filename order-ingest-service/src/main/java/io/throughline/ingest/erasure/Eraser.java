package io.throughline.ingest.erasure;

import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.events.outcome.Answer;
import io.throughline.ingest.store.Erasure;
import io.throughline.ingest.store.Erasures;
import io.throughline.ingest.store.Erasures.Progress;
import io.throughline.ingest.store.Erasures.Work;
import io.throughline.ingest.store.PersonalOrders;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Works erasures off, a step at a time; how far each is, is written down with what the step did. */
@Component
class Eraser implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);
    private static final String DONE = "done";

    private final Erasures erasures;
    private final ErasureSteps steps;
    private final PersonalOrders orders;
    private final ErasureMessages messages;
    private final ErasureProperties properties;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;

    Eraser(
            Erasures erasures,
            ErasureSteps steps,
            PersonalOrders orders,
            ErasureMessages messages,
            ErasureProperties properties) {
        this.erasures = erasures;
        this.steps = steps;
        this.orders = orders;
        this.messages = messages;
        this.properties = properties;
        this.thread = Thread.ofPlatform().name("erase").daemon().start(this::run);
    }

    /** An erasure was asked for. */
    void signal() {
        signals.release();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (!step()) {
                    pause();
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void pause() throws InterruptedException {
        if (signals.tryAcquire(properties.sweep().toMillis(), TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }

    /** Whether there was something to do, and it was done. */
    boolean step() {
        try {
            boolean here = erasures.step(ErasureSteps.HERE, steps::step, properties.sweep());
            return erasures.next(List.of(ErasureSteps.TELLING, ErasureSteps.ANSWER))
                            .map(this::say)
                            .isPresent()
                    || here;
        } catch (RuntimeException failure) {
            LOG.atWarn().setCause(failure).log("erasure.failed");
            return false;
        }
    }

    private Work say(Work work) {
        erasures.advance(
                work.erasure(), work.erasure().stage().equals(ErasureSteps.TELLING) ? tell(work) : answer(work));
        return work;
    }

    private Progress tell(Work work) {
        Erasure erasure = work.erasure();
        List<ErasedOrder> next = orders.toTell(erasure.erasureId(), erasure.after(), EraseOrders.MOST);
        if (next.isEmpty()) {
            return Progress.to(ErasureSteps.WEBHOOKS);
        }
        messages.tell(erasure, next);
        return Progress.at(ErasureSteps.TELLING, next.getLast().orderKey());
    }

    private Progress answer(Work work) {
        Erasure erasure = work.erasure();
        messages.answer(
                erasure.erasureId(),
                Answer.DONE,
                erasure.orders() + " orders, " + erasure.events() + " events, " + erasure.rawBodies() + " raw bodies",
                erasure.requestedAt());
        LOG.atInfo()
                .addKeyValue("throughline.command_id", erasure.erasureId())
                .addKeyValue("throughline.orders", erasure.orders())
                .addKeyValue("throughline.events", erasure.events())
                .addKeyValue("throughline.raw_bodies", erasure.rawBodies())
                .log("erasure.done");
        return Progress.to(DONE);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(properties.sweep());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
