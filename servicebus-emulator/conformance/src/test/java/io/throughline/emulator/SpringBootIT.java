package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusErrorContext;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessageContext;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.spring.cloud.service.servicebus.consumer.ServiceBusErrorHandler;
import com.azure.spring.cloud.service.servicebus.consumer.ServiceBusRecordMessageListener;
import io.throughline.emulator.config.NamespaceConfig;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** An application that says in properties alone where its broker is, and uses the clients that Spring makes of them. */
class SpringBootIT {

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(NamespaceConfig.EMPTY.withTopic("news", "received", "processed"));

    /** What an application adds to its properties: what to do with a message. */
    static class Reader implements ServiceBusRecordMessageListener, ServiceBusErrorHandler {

        final List<String> processed = new CopyOnWriteArrayList<>();

        @Override
        public void onMessage(ServiceBusReceivedMessageContext context) {
            processed.add(context.getMessage().getBody().toString());
        }

        @Override
        public void accept(ServiceBusErrorContext trouble) {
            processed.add(trouble.getException().toString());
        }
    }

    @EnableAutoConfiguration
    static class Application {

        @Bean
        Reader reader() {
            return new Reader();
        }
    }

    private static SpringApplicationBuilder application() {
        var prefix = "spring.cloud.azure.servicebus.";
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        prefix + "connection-string=" + BUS.connectionString(),
                        prefix + "entity-name=" + BUS.name("news"),
                        prefix + "entity-type=topic",
                        prefix + "consumer.subscription-name=received",
                        prefix + "processor.subscription-name=processed");
    }

    @Test
    void sendsReceivesAndProcesses() {
        try (var context = application().run()) {
            var processor = context.getBean(ServiceBusProcessorClient.class);
            processor.start();

            context.getBean(ServiceBusSenderClient.class).sendMessage(Clients.message("hello"));

            var receiver = context.getBean(ServiceBusReceiverClient.class);
            var received = Clients.next(receiver);
            receiver.complete(received);
            assertThat(received.getBody().toString()).isEqualTo("hello");
            BUS.holdsNothing("news/subscriptions/processed");
            assertThat(context.getBean(Reader.class).processed).singleElement().isEqualTo("hello");
        }
        BUS.holdsNothing("news/subscriptions/received");
    }
}
