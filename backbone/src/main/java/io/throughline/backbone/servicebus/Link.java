package io.throughline.backbone.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import io.throughline.backbone.servicebus.BatchReceiver.Locked;
import java.util.Queue;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/** One stream of messages from the broker: asks for one more whenever one is settled. */
final class Link extends BaseSubscriber<ServiceBusReceivedMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final ServiceBusReceiverAsyncClient client;
    private final Queue<Locked> arrived;
    private final int maxUnsettled;
    private volatile boolean ended;

    Link(ServiceBusReceiverAsyncClient client, Queue<Locked> arrived, int maxUnsettled) {
        this.client = client;
        this.arrived = arrived;
        this.maxUnsettled = maxUnsettled;
    }

    boolean ended() {
        return ended;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        subscription.request(maxUnsettled);
    }

    @Override
    protected void hookOnNext(ServiceBusReceivedMessage message) {
        arrived.add(new Locked(message));
    }

    @Override
    protected void hookOnError(Throwable failure) {
        LOG.atWarn()
                .addKeyValue("throughline.entity", client.getEntityPath())
                .setCause(failure)
                .log("receiver.link-lost");
        ended = true;
    }

    @Override
    protected void hookOnComplete() {
        ended = true;
    }

    void complete(ServiceBusReceivedMessage message) {
        settle(client.complete(message));
    }

    void refuse(BatchSink.Refusal refusal) {
        settle(client.deadLetter(
                refusal.message().source(),
                new DeadLetterOptions()
                        .setDeadLetterReason(refusal.reason())
                        .setDeadLetterErrorDescription(refusal.description())));
    }

    /** A settlement that fails is no loss: the broker hands the message out again, and it is known by then. */
    private void settle(Mono<Void> settlement) {
        settlement
                .doFinally(signal -> request(1))
                .subscribe(
                        done -> {},
                        failure -> LOG.atInfo()
                                .addKeyValue("throughline.entity", client.getEntityPath())
                                .addKeyValue("throughline.cause", String.valueOf(failure.getMessage()))
                                .log("receiver.settlement-lost"));
    }
}
