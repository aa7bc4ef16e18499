package io.throughline.backbone.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import io.throughline.backbone.servicebus.BatchSink.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 */
public final class BatchReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchReceiver.class);

    private final String name;
    private final Supplier<ServiceBusReceiverAsyncClient> clients;
    private final BatchSink sink;
    private final ReceiverProperties properties;
    private final BlockingQueue<Locked> arrived;
    private final Thread thread;

    BatchReceiver(
            String name,
            Supplier<ServiceBusReceiverAsyncClient> clients,
            BatchSink sink,
            ReceiverProperties properties) {
        this.name = name;
        this.clients = clients;
        this.sink = sink;
        this.properties = properties;
        this.arrived = new LinkedBlockingQueue<>(2 * properties.maxUnsettled());
        this.thread = Thread.ofPlatform().name("receive-" + name).daemon().start(this::run);
    }

    private void run() {
        Duration wait = properties.firstRetry();
        while (!Thread.currentThread().isInterrupted()) {
            try (ServiceBusReceiverAsyncClient client = clients.get()) {
                Link link = new Link(client, arrived, properties.maxUnsettled());
                client.receiveMessages().subscribe(link);
                wait = receive(link, wait);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.atWarn()
                        .addKeyValue("throughline.receiver", name)
                        .setCause(failure)
                        .log("receiver.failed");
            }
            arrived.clear();
            wait = waitAndDouble(wait);
        }
    }

    /** Until the link ends; the wait before the next one is short again once something was received. */
    private Duration receive(Link link, Duration wait) throws InterruptedException {
        Duration next = wait;
        List<Locked> batch = new ArrayList<>(properties.maxBatch());
        while (!link.ended()) {
            Locked first = arrived.poll(properties.maxRetry().toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                arrived.drainTo(batch, properties.maxBatch() - 1);
                writeUntilDone(batch, link);
                batch.clear();
                next = properties.firstRetry();
            }
        }
        return next;
    }

    private void writeUntilDone(List<Locked> batch, Link link) throws InterruptedException {
        Duration wait = properties.firstRetry();
        while (true) {
            try {
                List<Refusal> refusals = sink.write(batch.stream()
                        .map(locked -> new InboundMessage(locked.message()))
                        .toList());
                settle(batch, refusals, link);
                return;
            } catch (RuntimeException failure) {
                LOG.atWarn()
                        .addKeyValue("throughline.receiver", name)
                        .setCause(failure)
                        .log("receiver.write-failed");
                Thread.sleep(wait);
                wait = doubled(wait);
            }
        }
    }

    private static void settle(List<Locked> batch, List<Refusal> refusals, Link link) {
        List<ServiceBusReceivedMessage> refused =
                refusals.stream().map(refusal -> refusal.message().source()).toList();
        for (Refusal refusal : refusals) {
            link.refuse(refusal);
        }
        for (Locked locked : batch) {
            if (!refused.contains(locked.message())) {
                link.complete(locked.message());
            }
        }
    }

    private Duration waitAndDouble(Duration wait) {
        if (Thread.currentThread().isInterrupted()) {
            return wait;
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return doubled(wait);
    }

    private Duration doubled(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(properties.maxRetry()) > 0 ? properties.maxRetry() : twice;
    }

    /** Stops receiving; what is not settled by now the broker hands out again. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(properties.maxRetry());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    record Locked(ServiceBusReceivedMessage message) {}
}
