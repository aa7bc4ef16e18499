package io.throughline.ingest.storefront.standard;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.storefront.StandardWebhooks;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StandardConfiguration {

    @Bean
    StandardStorefront standardStorefront(IngestProperties properties, Clock clock) {
        return new StandardStorefront(
                new CanonicalOrders(),
                new StandardWebhooks(properties.standard().tolerance(), clock));
    }
}
