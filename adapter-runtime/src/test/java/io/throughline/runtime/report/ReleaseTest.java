package io.throughline.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    private static final Map<String, String> CONFIGURED =
            Map.of("throughline.runtime.concurrency", "8", "throughline.shipbob.token", "abc");

    @Test
    void aChangedValueIsAnotherConfiguration() {
        assertThat(configuration(Map.of("throughline.runtime.concurrency", "9", "throughline.shipbob.token", "abc")))
                .isNotEqualTo(configuration(CONFIGURED));
        assertThat(configuration(Map.of("throughline.shipbob.token", "abc"))).isNotEqualTo(configuration(CONFIGURED));
    }

    @Test
    void nothingIsToldOfASecretNotEvenThatItChanged() {
        assertThat(configuration(Map.of(
                        "throughline.runtime.concurrency", "8",
                        "throughline.shipbob.token", "xyz",
                        "THROUGHLINE_RUNTIME_OAUTH_CLIENTSECRET", "s",
                        "spring.datasource.password", "p")))
                .isEqualTo(configuration(CONFIGURED));
    }

    private static String configuration(Map<String, String> configured) {
        return Release.of("1.4.0", configured).configuration();
    }
}
