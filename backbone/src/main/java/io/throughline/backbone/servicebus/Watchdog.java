package io.throughline.backbone.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import java.time.Clock;
import java.time.Duration;
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

    /** What one look at the broker tells of a link that is silent. */
    enum Look {
        /** There is nothing that the link should have received. */
        NOTHING_WAITS,
        /** Something waits that the link did not get. */
        SOMETHING_WAITS,
        /** The broker did not say. */
        UNKNOWN
    }

    /** What is to be thought of a link that is silent. */
    enum Verdict {
        /** It has received all there is. */
        RECEIVES,
        /** It does not receive. */
        DEAD,
        /** Neither is certain: it is judged anew after the next silence. */
        UNDECIDED
    }

    Verdict judge(Link link) throws InterruptedException {
        return judge(() -> look(link), properties.firstRetry());
    }

    /**
     * A link is dead when two looks, one after the other, tell the same of it. A message that has just come may be on
     * its way; and when the broker was away and is back, the link may be back as well in this moment: to close it would
     * be to lose what it is just given, until the locks end.
     */
    static Verdict judge(Supplier<Look> looks, Duration between) throws InterruptedException {
        Look before = looks.get();
        if (before == Look.NOTHING_WAITS) {
            return Verdict.RECEIVES;
        }
        Thread.sleep(between);
        Look after = looks.get();
        if (after == Look.NOTHING_WAITS) {
            return Verdict.RECEIVES;
        }
        return after == before ? Verdict.DEAD : Verdict.UNDECIDED;
    }

    private Look look(Link link) {
        try (ServiceBusReceiverAsyncClient client = clients.get()) {
            List<ServiceBusReceivedMessage> held = client.peekMessages(properties.maxUnsettled() + 1)
                    .collectList()
                    .blockOptional(properties.peekTimeout())
                    .orElse(List.of());
            return held.stream().filter(this::waits).count() > link.unsettled()
                    ? Look.SOMETHING_WAITS
                    : Look.NOTHING_WAITS;
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("throughline.entity", link.entity())
                    .setCause(failure)
                    .log("receiver.peek-failed");
            return Look.UNKNOWN;
        }
    }

    private boolean waits(ServiceBusReceivedMessage message) {
        return message.getState() == ServiceBusMessageState.ACTIVE
                && (message.getLockedUntil() == null
                        || message.getLockedUntil().toInstant().isBefore(clock.instant()));
    }
}
