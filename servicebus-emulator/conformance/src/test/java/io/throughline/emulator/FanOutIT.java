package io.throughline.emulator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.throughline.emulator.config.NamespaceConfig;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanOutIT {

    static final int SENDS = 1000;

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(NamespaceConfig.EMPTY.withTopic("orders", "first", "second"));

    final Clients clients = new Clients(BUS);

    @BeforeAll
    static void sendsEachMessageByItself() {
        try (var sender = new Clients(BUS).toTopic("orders")) {
            IntStream.range(0, SENDS).forEach(i -> sender.sendMessage(Clients.message("m" + i)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "second"})
    void eachSubscriptionGetsEverySendOnceAndInOrder(String subscription) {
        try (var receiver = clients.builder()
                .receiver()
                .topicName(BUS.name("orders"))
                .subscriptionName(subscription)
                .prefetchCount(100)
                .disableAutoComplete()
                .buildAsyncClient()) {
            var ids = receiver.receiveMessages()
                    .concatMap(message -> receiver.complete(message).thenReturn(message))
                    .map(ServiceBusReceivedMessage::getMessageId)
                    .take(SENDS)
                    .collectList()
                    .block(Duration.ofMinutes(1));

            assertThat(requireNonNull(ids))
                    .containsExactlyElementsOf(
                            IntStream.range(0, SENDS).mapToObj(i -> "m" + i).toList());
        }
        BUS.holdsNothing("orders/subscriptions/" + subscription);
    }
}
