package io.throughline.backbone.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/** One stream of messages from the broker: asks for one more whenever one is settled. */
final class Link extends BaseSubscriber<ServiceBusReceivedMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final int MOST_SETTLEMENTS = 100_000;

    private final ServiceBusReceiverAsyncClient client;
    private final Queue<Optional<ServiceBusReceivedMessage>> arrived;
    private final int maxUnsettled;
    private final Semaphore settling = new Semaphore(MOST_SETTLEMENTS);
    private volatile boolean ended;
    private volatile boolean requesting = true;

    Link(ServiceBusReceiverAsyncClient client, Queue<Optional<ServiceBusReceivedMessage>> arrived, int maxUnsettled) {
        this.client = client;
        this.arrived = arrived;
        this.maxUnsettled = maxUnsettled;
    }

    boolean ended() {
        return ended;
    }

    String entity() {
        return client.getEntityPath();
    }

    /** Settlements that the broker has not confirmed. */
    int unsettled() {
        return MOST_SETTLEMENTS - settling.availablePermits();
    }

    void stopRequesting() {
        requesting = false;
    }

    /** Until the broker has confirmed every settlement, at most so long. */
    void awaitSettled(Duration limit) throws InterruptedException {
        if (settling.tryAcquire(MOST_SETTLEMENTS, limit.toMillis(), TimeUnit.MILLISECONDS)) {
            settling.release(MOST_SETTLEMENTS);
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        subscription.request(maxUnsettled);
    }

    @Override
    protected void hookOnNext(ServiceBusReceivedMessage message) {
        arrived.add(Optional.of(message));
    }

    @Override
    protected void hookOnError(Throwable failure) {
        LOG.atWarn()
                .addKeyValue("throughline.entity", client.getEntityPath())
                .setCause(failure)
                .log("receiver.link-lost");
        end();
    }

    @Override
    protected void hookOnComplete() {
        end();
    }

    private void end() {
        ended = true;
        arrived.add(Optional.empty());
    }

    void complete(InboundMessage message) {
        settle(client.complete(message.source()));
    }

    void refuse(BatchSink.Refusal refusal) {
        settle(client.deadLetter(
                refusal.message().source(),
                new DeadLetterOptions()
                        .setDeadLetterReason(refusal.reason())
                        .setDeadLetterErrorDescription(refusal.description())));
    }

    /** Hands it back to the broker, which counts that and gives it out again. */
    private void abandon(InboundMessage message) {
        settle(client.abandon(message.source()));
    }

    /** Settles the message once it is decided; until then it takes one of the places of what may be unsettled. */
    void settleLater(InboundMessage message, CompletableFuture<Optional<BatchSink.Refusal>> decided) {
        CompletableFuture<?> _ = decided.whenComplete((refusal, failure) -> {
            if (failure != null) {
                abandon(message);
            } else if (refusal.isPresent()) {
                refuse(refusal.get());
            } else {
                complete(message);
            }
        });
    }

    /** A settlement that fails is no loss: the broker hands the message out again, and it is known by then. */
    private void settle(Mono<Void> settlement) {
        settling.acquireUninterruptibly();
        settlement
                .doFinally(signal -> {
                    settling.release();
                    if (requesting) {
                        request(1);
                    }
                })
                .subscribe(
                        done -> {},
                        failure -> LOG.atInfo()
                                .addKeyValue("throughline.entity", client.getEntityPath())
                                .addKeyValue("throughline.cause", String.valueOf(failure.getMessage()))
                                .log("receiver.settlement-lost"));
    }
}
