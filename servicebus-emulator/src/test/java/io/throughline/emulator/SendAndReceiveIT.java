package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendAndReceiveIT {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.withConfig("emulator-config.json");

    @Test
    void deliversWhatWasSent() {
        var builder = new ServiceBusClientBuilder()
                .connectionString(EMULATOR.emulator().connectionString());
        try (var sender = builder.sender().queueName("plain").buildClient();
                var receiver = builder.receiver().queueName("plain").buildClient()) {
            sender.sendMessage(new ServiceBusMessage(BinaryData.fromString("hello")).setMessageId("one"));

            var message = receiver.receiveMessages(1, Duration.ofSeconds(10)).stream()
                    .findFirst()
                    .orElseThrow();
            assertThat(message.getBody().toString()).isEqualTo("hello");
            assertThat(message.getDeliveryCount()).isZero();
            receiver.complete(message);
            assertThat(EMULATOR.emulator().entity("plain").locked()).isZero();
            assertThat(EMULATOR.emulator().entity("plain").active()).isZero();
        }
    }
}
