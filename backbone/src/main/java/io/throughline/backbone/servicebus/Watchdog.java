package io.throughline.backbone.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a receiver that has nothing to receive from one that no longer receives: both are silent. It looks at what the
 * broker holds, over a request of its own and not over the link in question.
 */
final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Supplier<ServiceBusReceiverAsyncClient> clients;
    private final ReceiverProperties properties;
    private final Clock clock;
    private final Reception reception;

    Watchdog(Supplier<ServiceBusReceiverAsyncClient> clients, ReceiverProperties properties, Clock clock) {
        this.clients = clients;
        this.properties = properties;
        this.clock = clock;
        this.reception = new Reception(clock);
    }

    Reception reception() {
        return reception;
    }

    /**
     * Whether the link should have received something, or nobody can say. Looks twice, since a message that has just
     * come may be on its way.
     */
    boolean suspects(Link link) throws InterruptedException {
        if (!misses(link)) {
            return false;
        }
        Thread.sleep(properties.firstRetry());
        return misses(link);
    }

    private boolean misses(Link link) {
        try (ServiceBusReceiverAsyncClient client = clients.get()) {
            List<ServiceBusReceivedMessage> held = client.peekMessages(properties.maxUnsettled() + 1)
                    .collectList()
                    .blockOptional(properties.peekTimeout())
                    .orElse(List.of());
            return held.stream().filter(this::waits).count() > link.unsettled();
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("throughline.entity", link.entity())
                    .setCause(failure)
                    .log("receiver.peek-failed");
            return true;
        }
    }

    private boolean waits(ServiceBusReceivedMessage message) {
        return message.getState() == ServiceBusMessageState.ACTIVE
                && (message.getLockedUntil() == null
                        || message.getLockedUntil().toInstant().isBefore(clock.instant()));
    }
}
