package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.storefront.StandardWebhooks;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BigCommerceConfiguration {

    @Bean
    BigCommerceStorefront bigCommerceStorefront(IngestProperties properties, Clock clock) {
        return new BigCommerceStorefront(
                new StandardWebhooks(properties.bigcommerce().tolerance(), clock));
    }
}
