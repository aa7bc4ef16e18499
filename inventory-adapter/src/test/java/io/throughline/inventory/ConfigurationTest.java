package io.throughline.inventory;

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
    @EnableConfigurationProperties({InventoryProperties.class, RateProperties.class})
    static class Properties {}

    @Test
    void isCompleteOnceTheSecretsAreGiven() {
        service.withPropertyValues(
                        "INVENTORY_SYSTEM_TOKEN=secret", "INVENTORY_SYSTEM_BASE_URL=https://api.example.com/stores/abc")
                .run(context -> assertThat(context.getBean(InventoryProperties.class))
                        .satisfies(system -> assertThat(system.timeout()).isEqualTo(Duration.ofSeconds(5)))
                        .satisfies(system -> assertThat(system.toString()).doesNotContain("secret")));
    }

    @Test
    void callsNoMoreOftenThanTheSmallerPlansAdmit() {
        service.withPropertyValues(
                        "INVENTORY_SYSTEM_TOKEN=secret", "INVENTORY_SYSTEM_BASE_URL=https://api.example.com/stores/abc")
                .run(context -> assertThat(context.getBean(RateProperties.class))
                        .isEqualTo(new RateProperties("inventory-system", 150, Duration.ofSeconds(30), 0, 0)));
    }

    @Test
    void stopsTheStartWithoutAToken() {
        service.withPropertyValues("INVENTORY_SYSTEM_BASE_URL=https://api.example.com/stores/abc")
                .run(context -> assertThat(context).hasFailed());
    }
}
