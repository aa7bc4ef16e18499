package io.throughline.backbone.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import io.throughline.backbone.servicebus.BatchSink.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes received messages down in batches and settles them only then. One thread takes what has arrived, gives it to
 * the sink, and completes it without waiting for the answers. When the sink fails nothing is settled, so no more
 * arrives than is unsettled already: that is how receiving stops while the database is down.
 * A link that stays open and gives nothing is found by the {@link Watchdog}, and opened anew.
 */
public final class BatchReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchReceiver.class);

    private final String name;
    private final Supplier<ServiceBusReceiverAsyncClient> clients;
    private final BatchSink sink;
    private final ReceiverProperties properties;
    private final Watchdog watchdog;

    /** Never holds more than may be unsettled; an empty one says that the link ended or the receiver closes. */
    private final BlockingQueue<Optional<ServiceBusReceivedMessage>> arrived = new LinkedBlockingQueue<>();

    private final Thread thread;
    private volatile boolean closing;

    BatchReceiver(
            String name,
            Supplier<ServiceBusReceiverAsyncClient> clients,
            BatchSink sink,
            ReceiverProperties properties,
            Watchdog watchdog) {
        this.name = name;
        this.clients = clients;
        this.sink = sink;
        this.properties = properties;
        this.watchdog = watchdog;
        this.thread = Thread.ofPlatform().name("receive-" + name).daemon().start(this::run);
    }

    private void run() {
        Duration wait = properties.firstRetry();
        while (!closing) {
            try (ServiceBusReceiverAsyncClient client = clients.get()) {
                Link link = new Link(client, arrived, properties.maxUnsettled());
                watchdog.reception().doubted();
                client.receiveMessages().subscribe(link);
                wait = receive(link) ? properties.firstRetry() : doubled(wait);
                link.cancel();
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                warn(failure, "receiver.failed");
                wait = doubled(wait);
            }
            arrived.clear();
            pause(wait);
        }
    }

    /**
     * Until the link ends or falls silent, or the receiver closes and what had arrived is written down; whether
     * anything was.
     */
    private boolean receive(Link link) throws InterruptedException {
        boolean received = false;
        while (!link.ended() && !closing) {
            Optional<ServiceBusReceivedMessage> first =
                    arrived.poll(properties.silence().toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                boolean written = write(first, link);
                received |= written;
                confirmIf(written);
            } else if (isDead(link)) {
                LOG.atWarn().addKeyValue("throughline.receiver", name).log("receiver.silent");
                return received;
            }
        }
        if (closing) {
            writeTheRest(link);
        }
        return received;
    }

    /** What came while it was looked at is written down first. */
    private boolean isDead(Link link) throws InterruptedException {
        return switch (watchdog.judge(link)) {
            case RECEIVES -> {
                confirmIf(!link.ended() && arrived.isEmpty());
                yield false;
            }
            case DEAD -> arrived.isEmpty();
            case UNDECIDED -> {
                watchdog.reception().doubted();
                yield false;
            }
        };
    }

    private void confirmIf(boolean receives) {
        if (receives) {
            watchdog.reception().confirm();
        }
    }

    /** Since when this receiver surely receives. */
    public Reception reception() {
        return watchdog.reception();
    }

    /**
     * What was asked for still comes, so what is settled is waited for and looked after until nothing came meanwhile.
     */
    private void writeTheRest(Link link) throws InterruptedException {
        link.stopRequesting();
        while (write(Optional.empty(), link)) {
            link.awaitSettled(properties.maxRetry());
        }
    }

    /** Writes down the first message and what has arrived after it. */
    private boolean write(Optional<ServiceBusReceivedMessage> first, Link link) throws InterruptedException {
        List<Optional<ServiceBusReceivedMessage>> taken = new ArrayList<>(properties.maxBatch());
        taken.add(first);
        arrived.drainTo(taken, closing ? Integer.MAX_VALUE : properties.maxBatch() - 1);
        List<InboundMessage> batch = taken.stream()
                .flatMap(Optional::stream)
                .map(InboundMessage::new)
                .toList();
        if (!batch.isEmpty()) {
            writeUntilDone(batch, link);
        }
        return !batch.isEmpty();
    }

    private void writeUntilDone(List<InboundMessage> batch, Link link) throws InterruptedException {
        Duration wait = properties.firstRetry();
        while (true) {
            try {
                settle(batch, sink.write(batch), link);
                return;
            } catch (RuntimeException failure) {
                warn(failure, "receiver.write-failed");
                if (closing) {
                    return;
                }
                Thread.sleep(wait);
                wait = doubled(wait);
            }
        }
    }

    private static void settle(Collection<InboundMessage> batch, List<Refusal> refusals, Link link) {
        List<InboundMessage> refused = refusals.stream().map(Refusal::message).toList();
        refusals.forEach(link::refuse);
        batch.stream()
                .filter(message -> !refused.contains(message))
                .forEach(message -> message.decidedLater()
                        .ifPresentOrElse(decided -> link.settleLater(message, decided), () -> link.complete(message)));
    }

    private void warn(RuntimeException failure, String event) {
        LOG.atWarn().addKeyValue("throughline.receiver", name).setCause(failure).log(event);
    }

    private void pause(Duration wait) {
        if (closing) {
            return;
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration doubled(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(properties.maxRetry()) > 0 ? properties.maxRetry() : twice;
    }

    /** Stops receiving and settles what has arrived; what the SDK keeps back comes again when its lock ends. */
    @Override
    public void close() {
        closing = true;
        arrived.add(Optional.empty());
        try {
            if (!thread.join(properties.maxRetry().multipliedBy(2))) {
                thread.interrupt();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
