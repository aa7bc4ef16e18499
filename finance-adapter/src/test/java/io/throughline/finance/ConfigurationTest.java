package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.runtime.RateProperties;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ConfigurationTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Properties.class);

    @Configuration
    @EnableConfigurationProperties({XeroProperties.class, RateProperties.class})
    static class Properties {}

    @Test
    void isCompleteOnceTheSecretsAreGiven() {
        service.withPropertyValues("XERO_TOKEN=secret", "XERO_TENANT_ID=tenant-1")
                .run(context -> assertThat(context.getBean(XeroProperties.class))
                        .satisfies(xero -> assertThat(xero.timeout()).isEqualTo(Duration.ofSeconds(10)))
                        .satisfies(xero -> assertThat(xero.toString()).doesNotContain("secret")));
    }

    @Test
    void callsNoMoreOftenThanXeroAdmits() {
        service.withPropertyValues("XERO_TOKEN=secret", "XERO_TENANT_ID=tenant-1")
                .run(context -> assertThat(context.getBean(RateProperties.class))
                        .isEqualTo(new RateProperties("xero", 60, Duration.ofMinutes(1), 5_000, 5)));
    }

    @Test
    void stopsTheStartWithoutAToken() {
        service.withPropertyValues("XERO_TENANT_ID=tenant-1")
                .run(context -> assertThat(context).hasFailed());
    }
}
