package io.throughline.benchmarks.broker;

import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.ReceiverProperties;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.benchmarks.Callers;
import io.throughline.emulator.Emulator;
import io.throughline.emulator.EmulatorOptions;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.EntityCounts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A broker, clients of it in the same JVM, and what the broker's thread spends on them. */
final class MeasuredBroker implements AutoCloseable {

    private static final String THREAD = "servicebus-emulator";
    private static final String SUBSCRIPTION = "all";
    private static final long PATIENCE_SECONDS = 120;
    private static final int LOOKS = 1000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final ReceiverProperties RECEIVER = new ReceiverProperties(
            200, 200, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(5));
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Emulator emulator;
    private final long thread;
    private final BatchPublisher publisher;
    private int topic;

    private MeasuredBroker(Emulator emulator, long thread) {
        this.emulator = emulator;
        this.thread = thread;
        this.publisher = BatchPublisher.connectedTo(emulator.connectionString());
    }

    /** @param topics so many times may messages be sent and received */
    static MeasuredBroker start(EmulatorOptions options, int topics) {
        NamespaceConfig config = NamespaceConfig.EMPTY;
        for (int each = 0; each < topics; each++) {
            config = config.withTopic(name(each), SUBSCRIPTION);
        }
        Set<Long> others = brokerThreads();
        Emulator emulator = Emulator.start(options.withConfig(config));
        Set<Long> mine = brokerThreads();
        mine.removeAll(others);
        if (mine.size() != 1) {
            throw new IllegalStateException("Not one thread " + THREAD + " is new, but " + mine.size());
        }
        return new MeasuredBroker(emulator, mine.iterator().next());
    }

    private static String name(int topic) {
        return "orders-" + topic;
    }

    private static Set<Long> brokerThreads() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(info -> info.getThreadName().equals(THREAD))
                .map(info -> info.getThreadId())
                .collect(Collectors.toSet());
    }

    /**
     * What a piece of work cost for each of its messages.
     *
     * @param cpu microseconds of the broker's thread
     * @param wall microseconds that went by
     */
    record Cost(double cpu, double wall) {}

    Cost sendBatched(List<OutboundMessage> messages, int batch) {
        return measured(messages.size(), () -> {
            for (int from = 0; from < messages.size(); from += batch) {
                publisher.publish(name(topic), messages.subList(from, Math.min(messages.size(), from + batch)));
            }
        });
    }

    /** Each waits for the answer to its message before it sends the next. */
    Cost sendSingly(List<OutboundMessage> messages, int callers) {
        Iterator<OutboundMessage> next = messages.iterator();
        return measured(messages.size(), () -> {
            int sent = new Callers(callers, Duration.ofSeconds(PATIENCE_SECONDS))
                    .run(messages.size(), () -> publisher.publish(name(topic), List.of(following(next))));
            if (sent != messages.size()) {
                throw new IllegalStateException("Only " + sent + " of " + messages.size() + " were sent in time");
            }
        });
    }

    private static synchronized OutboundMessage following(Iterator<OutboundMessage> messages) {
        return messages.next();
    }

    /**
     * So many messages; fails if there are not as many. What is sent afterwards goes to a topic of its own: this link
     * may still be closing then, and a message given to it would be locked for a minute.
     */
    Cost receiveAndComplete(int messages) {
        CountDownLatch missing = new CountDownLatch(messages);
        Receivers receivers = Receivers.connectedTo(emulator.connectionString(), RECEIVER, Clock.systemUTC());
        Cost cost = measured(messages, () -> {
            try (BatchReceiver _ = receivers.subscribe(name(topic), SUBSCRIPTION, batch -> {
                batch.forEach(_ -> missing.countDown());
                return List.of();
            })) {
                awaitEmpty(missing);
            }
        });
        topic++;
        return cost;
    }

    private Cost measured(int messages, Runnable work) {
        long cpu = THREADS.getThreadCpuTime(thread);
        long wall = System.nanoTime();
        work.run();
        long wallSpent = System.nanoTime() - wall;
        return new Cost((THREADS.getThreadCpuTime(thread) - cpu) / 1000.0 / messages, wallSpent / 1000.0 / messages);
    }

    /** The last answers to what was completed are under way when everything has come. */
    private void awaitEmpty(CountDownLatch missing) {
        try {
            boolean all = missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            for (int look = 0; all && held() > 0 && look < LOOKS; look++) {
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
        if (held() > 0) {
            throw new IllegalStateException(missing.getCount() + " did not come, " + held() + " are still there");
        }
    }

    private int held() {
        EntityCounts counts = emulator.entity(name(topic) + "/subscriptions/" + SUBSCRIPTION);
        return counts.active() + counts.locked();
    }

    @Override
    public void close() {
        publisher.close();
        emulator.close();
    }
}
