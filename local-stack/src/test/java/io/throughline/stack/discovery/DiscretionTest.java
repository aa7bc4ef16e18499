package io.throughline.stack.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscretionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -u shop:K7secret https://x.example",
                "curl --user shop:K7secret https://x.example",
                "curl -H 'Authorization: Bearer K7secret' https://x.example",
                "lftp ftp://shop:K7secret@x.example/in",
                "put https://x.example/in?sig=K7secret&v=1",
                "db.password = K7secret",
                "\"apiKey\":\"K7secret\"",
                "mysql --password K7secret shop",
                "write to K7secret@x.example"
            })
    void noSecretAndNobodysAddressIsRepeated(String text) {
        assertThat(Discretion.kept(text)).doesNotContain("K7secret");
        assertThat(Discretion.hides(text)).isTrue();
    }

    @Test
    void whatIsNoSecretStays() {
        String text = "*/15 * * * * /opt/jobs/export-orders.sh https://x.example/orders?limit=50";

        assertThat(Discretion.kept(text)).isEqualTo(text);
    }
}
