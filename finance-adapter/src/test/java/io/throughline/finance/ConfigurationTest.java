package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.runtime.RateProperties;
import io.throughline.runtime.token.OAuthProperties;
import java.time.Duration;
import java.util.stream.Stream;
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
    @EnableConfigurationProperties({XeroProperties.class, RateProperties.class, OAuthProperties.class})
    static class Properties {}

    private ApplicationContextRunner complete(String... without) {
        return service.withPropertyValues(Stream.of(
                        "XERO_TENANT_ID=tenant-1",
                        "XERO_CLIENT_ID=client",
                        "XERO_CLIENT_SECRET=secret",
                        "XERO_REFRESH_TOKEN=granted",
                        "spring.profiles.active=demo")
                .filter(given -> Stream.of(without).noneMatch(given::startsWith))
                .toArray(String[]::new));
    }

    @Test
    void isCompleteOnceTheSecretsAreGiven() {
        complete()
                .run(context -> assertThat(context.getBean(XeroProperties.class))
                        .satisfies(xero -> assertThat(xero.timeout()).isEqualTo(Duration.ofSeconds(10)))
                        .satisfies(xero -> assertThat(xero.tenantId()).isEqualTo("tenant-1")));
    }

    @Test
    void callsNoMoreOftenThanXeroAdmits() {
        complete()
                .run(context -> assertThat(context.getBean(RateProperties.class))
                        .isEqualTo(new RateProperties("xero", 60, Duration.ofMinutes(1), 5_000, 5)));
    }

    @Test
    void stopsTheStartWithoutARefreshToken() {
        complete("XERO_REFRESH_TOKEN")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("throughline.runtime.oauth.refresh-token is missing"));
    }

    @Test
    void stopsTheStartUntilEveryShopIsMapped() {
        complete("spring.profiles.active")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("shops"));
    }

    @Test
    void stopsTheStartWhereAKindOfChargeHasNoAccount() {
        complete("spring.profiles.active")
                .withPropertyValues(
                        "throughline.xero.shops[0].shop=shopify:demo-shop",
                        "throughline.xero.shops[0].customer=Online customers",
                        "throughline.xero.shops[0].accounts.goods=200",
                        "throughline.xero.shops[0].clearing=610",
                        "throughline.xero.shops[0].untaxed=NONE")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("The booking of shopify:demo-shop has no accounts for [")
                        .hasStackTraceContaining("ROUNDING"));
    }

    @Test
    void stopsTheStartWhereATaxIsWrittenAsNoStorefrontDoes() {
        complete()
                .withPropertyValues("throughline.xero.shops[0].taxes[0].tax=19 %")
                .run(context -> assertThat(context).hasFailed());
    }
}
