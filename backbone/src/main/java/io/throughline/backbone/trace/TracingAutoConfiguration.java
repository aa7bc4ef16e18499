package io.throughline.backbone.trace;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Tracing by configuration alone. Where it is off, no class of the SDK is loaded and no property is looked at. */
@AutoConfiguration
class TracingAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @Conditional(EndpointGiven.class)
    @EnableConfigurationProperties(TracingProperties.class)
    static class On {

        /** Lazy: who records nothing, as the dashboard, has none. */
        @Bean(destroyMethod = "close")
        @Lazy
        OtlpTracing otlpTracing(
                TracingProperties properties,
                @Value("${spring.application.name}") String service,
                MeterRegistry meters) {
            return new OtlpTracing(properties, service, meters);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    Tracing noTracing() {
        return Tracing.OFF;
    }
}
