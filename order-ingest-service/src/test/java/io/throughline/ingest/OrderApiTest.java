package io.throughline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderApiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example/api",
                "ftp://shop.example",
                "https:///api",
                "shop.example",
                "https://shop.example/api?x=1",
                "https://shop.example/api#top",
                "https://user:hush@shop.example/api",
                "http://127.0.0.1.evil.example/"
            })
    void takesOnlyAnAddressOverTls(String address) {
        assertThatThrownBy(() -> new OrderApi(URI.create(address), null, "token", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
    }

    @Test
    void takesThisMachineWithoutAndDropsATrailingSlash() {
        assertThat(new OrderApi(URI.create("http://127.0.0.1:8090/api/"), null, "token", null).baseUrl())
                .isEqualTo(URI.create("http://127.0.0.1:8090/api"));
    }

    @Test
    void neverShowsTheToken() {
        assertThat(new OrderApi(URI.create("https://shop.example"), "key", "hush", null).toString())
                .doesNotContain("hush")
                .doesNotContain("key");
    }
}
