package io.throughline.backbone.servicebus;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Receivers and the publisher, on the client builder that Spring Cloud Azure configures. */
@AutoConfiguration(
        afterName = "com.azure.spring.cloud.autoconfigure.implementation.servicebus.AzureServiceBusAutoConfiguration")
@EnableConfigurationProperties(ReceiverProperties.class)
class ServiceBusAutoConfiguration {

    @Bean
    Receivers receivers(ServiceBusClientBuilder builder, ReceiverProperties properties, Clock clock) {
        return new Receivers(builder, properties, clock);
    }

    @Bean(destroyMethod = "close")
    BatchPublisher batchPublisher(ServiceBusClientBuilder builder) {
        return new BatchPublisher(builder);
    }
}
