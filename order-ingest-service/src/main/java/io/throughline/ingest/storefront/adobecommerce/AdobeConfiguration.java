package io.throughline.ingest.storefront.adobecommerce;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdobeProperties.class)
class AdobeConfiguration {

    @Bean
    KeyHost adobeKeyHost(AdobeProperties properties) {
        return new KeyHost(properties);
    }

    @Bean
    AdobeCommerceStorefront adobeCommerceStorefront(KeyHost host, AdobeProperties properties, Clock clock) {
        return new AdobeCommerceStorefront(new AdobeKeys(host, properties, clock));
    }
}
