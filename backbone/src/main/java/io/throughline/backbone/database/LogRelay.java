package io.throughline.backbone.database;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends a log table on, in batches, from one instance at a time. Whoever commits to the log signals; the sweep serves
 * what no signal told of, and instances that died. One that stands by heeds no signal, so that it costs the database
 * one statement a sweep however much is appended. Overlap is harmless: receivers know what they have seen.
 */
public final class LogRelay<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogRelay.class);

    private final RelayedLog<T> log;
    private final Settings settings;
    private final RelayCursor cursor;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;

    /** Starts the sending thread. */
    public LogRelay(JdbcClient jdbc, RelayedLog<T> log, Settings settings) {
        this.log = log;
        this.settings = settings;
        this.cursor = new RelayCursor(jdbc, log.name(), settings.lease());
        this.thread = Thread.ofPlatform().name("relay-" + log.name()).daemon().start(this::run);
    }

    /**
     * How a log is sent.
     *
     * @param batch most rows in one batch
     * @param lease how long an instance that died keeps others from sending
     * @param sweep how often the log is looked at without a signal
     * @param unsettledWait how long to wait where a running transaction may still put a row before the next one
     */
    public record Settings(int batch, Duration lease, Duration sweep, Duration unsettledWait) {}

    /** Something was committed to the log, here or elsewhere. */
    public void signal() {
        signals.release();
    }

    private void run() {
        boolean created = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (!created) {
                    cursor.create();
                    created = true;
                }
                Optional<LogPosition> start = cursor.lease();
                if (start.isPresent()) {
                    sendFrom(start.get());
                    signals.tryAcquire(settings.sweep().toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    Thread.sleep(settings.sweep());
                }
                signals.drainPermits();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                failed(failure);
            }
        }
    }

    /** Closing interrupts whatever is being sent; whoever sends next begins there. */
    private void failed(RuntimeException failure) {
        if (!Thread.currentThread().isInterrupted()) {
            LOG.atWarn()
                    .addKeyValue("throughline.relay", log.name())
                    .setCause(failure)
                    .log("relay.failed");
            pause(settings.sweep());
        }
    }

    /** Sends until the log's settled end is reached or the lease is lost. */
    private void sendFrom(LogPosition start) {
        Optional<LogPosition> position = Optional.of(start);
        while (position.isPresent() && !Thread.currentThread().isInterrupted()) {
            position = sendNext(position.get());
        }
    }

    private Optional<LogPosition> sendNext(LogPosition position) {
        List<LogEntry<T>> rows = log.after(position, settings.batch());
        List<LogEntry<T>> settled = rows.stream().takeWhile(LogEntry::settled).toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        if (settled.isEmpty()) {
            pause(settings.unsettledWait());
            return Optional.of(position);
        }
        log.send(settled);
        LogPosition reached = settled.getLast().position();
        return cursor.advance(reached) ? Optional.of(reached) : Optional.empty();
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(settings.lease());
            cursor.release();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unreachable) {
            // The lease then simply runs out.
            LOG.atInfo().addKeyValue("throughline.relay", log.name()).log("relay.release-failed");
        }
    }
}
