package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import io.throughline.emulator.config.NamespaceConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

class ProcessorsIT {

    static final Duration LONG = Duration.ofMinutes(3);

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(NamespaceConfig.EMPTY);

    final Clients clients = new Clients(BUS);
    final Map<String, Integer> times = new ConcurrentHashMap<>();

    private void send(String queue, int count) {
        clients.administration().createQueue(BUS.name(queue));
        try (var sender = clients.toQueue(queue)) {
            for (var start = 0; start < count; start += 1000) {
                sender.sendMessages(IntStream.range(start, start + 1000)
                        .mapToObj(i -> Clients.message("m" + i))
                        .toList());
            }
        }
    }

    private ServiceBusProcessorClient processor(String queue, Queue<Throwable> errors) {
        return clients.builder()
                .processor()
                .queueName(BUS.name(queue))
                .maxConcurrentCalls(8)
                .prefetchCount(50)
                .processMessage(context -> times.merge(context.getMessage().getMessageId(), 1, Integer::sum))
                .processError(error -> errors.add(error.getException()))
                .buildProcessorClient();
    }

    @Test
    void shareTenThousandMessagesWithoutADuplicate() {
        send("shared", 10_000);
        var errors = new ConcurrentLinkedQueue<Throwable>();
        var processors =
                IntStream.range(0, 4).mapToObj(i -> processor("shared", errors)).toList();
        try {
            processors.forEach(ServiceBusProcessorClient::start);
            await().atMost(LONG).until(() -> times.size() == 10_000);
            BUS.holdsNothing("shared");
        } finally {
            processors.forEach(ServiceBusProcessorClient::close);
        }

        assertThat(errors).isEmpty();
        assertThat(times).allSatisfy((id, count) -> assertThat(count).isOne());
    }

    @Test
    void getTwentyThousandMessagesOverLinksOfALargePrefetchThatAreNeverClosed() {
        send("prefetched", 20_000);
        var log = (Logger) LoggerFactory.getLogger("com.azure");
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        log.addAppender(appender);
        try (var first = prefetching(500);
                var second = prefetching(1000)) {
            Flux.merge(completed(first), completed(second)).take(20_000).blockLast(LONG);
        } finally {
            log.detachAppender(appender);
        }

        assertThat(times)
                .hasSize(20_000)
                .allSatisfy((id, count) -> assertThat(count).isOne());
        assertThat(List.copyOf(appender.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(said -> said.contains("delivery-buffer-overflow"));
        BUS.holdsNothing("prefetched");
    }

    private ServiceBusReceiverAsyncClient prefetching(int count) {
        return clients.builder()
                .receiver()
                .queueName(BUS.name("prefetched"))
                .prefetchCount(count)
                .disableAutoComplete()
                .buildAsyncClient();
    }

    private Flux<Integer> completed(ServiceBusReceiverAsyncClient receiver) {
        return receiver.receiveMessages()
                .flatMap(
                        message -> receiver.complete(message)
                                .thenReturn(times.merge(message.getMessageId(), 1, Integer::sum)),
                        64);
    }

    /** At most 200: what is sent is gone, so nothing keeps the broker from filling the SDK's buffer but its credit. */
    @Test
    void getEachOnceWhenTheyAreDeletedAsTheyAreSent() {
        send("deleted", 5_000);
        var errors = new ConcurrentLinkedQueue<Throwable>();

        try (var processor = clients.builder()
                .processor()
                .queueName(BUS.name("deleted"))
                .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
                .prefetchCount(200)
                .maxConcurrentCalls(8)
                .processMessage(context -> times.merge(context.getMessage().getMessageId(), 1, Integer::sum))
                .processError(error -> errors.add(error.getException()))
                .buildProcessorClient()) {
            processor.start();
            await().atMost(LONG).until(() -> times.size() == 5_000);
        }

        assertThat(errors).isEmpty();
        assertThat(times).allSatisfy((id, count) -> assertThat(count).isOne());
        BUS.holdsNothing("deleted");
    }
}
