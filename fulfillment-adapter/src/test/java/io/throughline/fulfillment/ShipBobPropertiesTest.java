package io.throughline.fulfillment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.runtime.RateProperties;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

class ShipBobPropertiesTest {

    private final Map<String, String> configuration = new LinkedHashMap<>(Map.of(
            "throughline.shipbob.base-url", "https://sandbox-api.shipbob.com",
            "throughline.shipbob.token", "secret-token",
            "throughline.shipbob.channel-id", "42"));

    @Test
    void areCompleteWithAddressTokenAndChannel() {
        assertThat(bound())
                .isEqualTo(new ShipBobProperties(
                        URI.create("https://sandbox-api.shipbob.com"), "secret-token", 42, Duration.ofSeconds(8)));
    }

    @Test
    void keepTheTokenToThemselves() {
        assertThat(bound()).asString().doesNotContain("secret-token").contains("42");
    }

    @ParameterizedTest
    @CsvSource({"token,''", "channel-id,0", "timeout,0s", "timeout,2m"})
    void stopTheStartWhenTheyAreWrong(String name, String value) {
        configuration.put("throughline.shipbob." + name, value);

        assertThatExceptionOfType(BindException.class).isThrownBy(this::bound);
    }

    @ParameterizedTest
    @CsvSource({"base-url", "token", "channel-id"})
    void stopTheStartWhenTheyAreMissing(String name) {
        configuration.remove("throughline.shipbob." + name);

        assertThatExceptionOfType(BindException.class).isThrownBy(this::bound);
    }

    @Test
    void leaveNoMoreCallsThanShipBobAdmits() throws IOException {
        PropertySource<?> ours = new YamlPropertySourceLoader()
                .load("ours", new ClassPathResource("application.yaml"))
                .getFirst();

        assertThat(new Binder(requireNonNull(ConfigurationPropertySource.from(ours)))
                        .bind("throughline.runtime.rate", RateProperties.class)
                        .get())
                .isEqualTo(new RateProperties("shipbob", 150, Duration.ofMinutes(1), 0, 0));
    }

    private ShipBobProperties bound() {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return new Binder(new MapConfigurationPropertySource(configuration))
                    .bindOrCreate(
                            "throughline.shipbob",
                            org.springframework.boot.context.properties.bind.Bindable.of(ShipBobProperties.class),
                            new ValidationBindHandler(new SpringValidatorAdapter(validators.getValidator())));
        }
    }
}
