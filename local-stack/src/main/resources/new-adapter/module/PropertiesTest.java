package io.throughline.@package@;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class @Name@PropertiesTest {

    @Test
    void hidesTheToken() {
        var properties = new @Name@Properties(URI.create("https://api.example.com"), "very-secret", Duration.ofSeconds(1));

        assertThat(properties.toString()).contains("api.example.com").doesNotContain("very-secret");
    }
}
