package io.throughline.ingest.storefront.cloudevents;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.storefront.StandardWebhooks;
import io.throughline.ingest.storefront.standard.CanonicalOrders;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CloudEventsConfiguration {

    @Bean
    CloudEventsStorefront cloudEventsStorefront(IngestProperties properties, Clock clock) {
        return new CloudEventsStorefront(
                new CanonicalOrders(),
                new StandardWebhooks(properties.standard().tolerance(), clock),
                properties.writer().maxBatch());
    }
}
