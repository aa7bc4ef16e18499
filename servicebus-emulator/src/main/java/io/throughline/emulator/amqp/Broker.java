package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.faults.FaultBoard;
import io.throughline.emulator.faults.Faults;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** The thread that owns sockets, engines, entities and time. Everybody else asks it. */
public final class Broker implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Broker.class.getName());

    /** Connections are asked at least so often whether somebody was silent for too long; earlier if one wants. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** And not more often, whatever a client says that it wants to hear. */
    private static final Duration SHORTEST_TICK = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_QUESTIONS = 1000;

    /** What the broker serves, and who may use it. */
    public record Parts(Namespace namespace, SharedAccessKey key, FaultBoard faults) {

        public Parts(Namespace namespace, SharedAccessKey key) {
            this(namespace, key, new FaultBoard(namespace));
        }
    }

    private final Namespace namespace;
    private final Sockets sockets;
    private final Faults faults;
    private final ArrayBlockingQueue<Runnable> questions = new ArrayBlockingQueue<>(MAX_QUESTIONS);
    private final Thread thread =
            Thread.ofPlatform().name("servicebus-emulator").daemon().unstarted(this::run);
    private long nextTick = millis();
    private volatile boolean stopping;

    private Broker(Parts parts, Sockets sockets) {
        this.namespace = parts.namespace();
        this.sockets = sockets;
        this.faults = new Faults(this::onThread, parts.faults(), sockets);
    }

    public static Broker start(Parts parts, InetSocketAddress address) throws IOException {
        var broker = new Broker(parts, Sockets.open(parts, address));
        broker.thread.start();
        return broker;
    }

    public int port() {
        return sockets.port();
    }

    /** Looks at or changes the entities, between two turns of the broker. */
    public <T> T ask(Function<Namespace, T> question) {
        return onThread(() -> {
            var answer = question.apply(namespace);
            namespace.journal().commit();
            return answer;
        });
    }

    /** How many are open; to be asked by a question only. */
    public int connections() {
        return sockets.count();
    }

    public Faults faults() {
        return faults;
    }

    /** Closes all sockets without a word, as a broken network does. */
    public void dropConnections() {
        onThread(() -> {
            sockets.dropAll();
            return true;
        });
    }

    private <T> T onThread(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        if (stopping || !questions.offer(() -> answer.completeAsync(question, Runnable::run))) {
            throw new IllegalStateException("The emulator is stopped or overrun with questions");
        }
        sockets.wakeUp();
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the emulator answers", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The emulator did not answer", e);
        }
    }

    private void run() {
        try {
            while (!stopping) {
                turn();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The emulator stops", e);
        } finally {
            stopping = true;
            sockets.close();
            answer();
        }
    }

    private void answer() {
        for (var question = questions.poll(); question != null; question = questions.poll()) {
            question.run();
        }
    }

    /** What is due comes first: what is settled after its lock ended is late, however long the turn before took. */
    private void turn() throws IOException {
        sockets.await(untilNext());
        namespace.timers().runDue();
        sockets.serve();
        answer();
        sockets.flush();
        tick();
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void tick() {
        var now = millis();
        if (now >= nextTick) {
            nextTick = Math.max(now + SHORTEST_TICK.toMillis(), sockets.tick(now, now + TICK.toMillis()));
            sockets.flush();
        }
    }

    private Duration untilNext() {
        var tick = Duration.ofMillis(nextTick - millis());
        return namespace
                .timers()
                .untilNext()
                .filter(next -> next.compareTo(tick) < 0)
                .orElse(tick);
    }

    @Override
    public void close() {
        stopping = true;
        sockets.wakeUp();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
