package io.throughline.ingest.storefront.adobecommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.storefront.adobecommerce.AdobeKeys.Found;
import io.throughline.ingest.storefront.adobecommerce.AdobeKeys.Missing;
import io.throughline.ingest.storefront.adobecommerce.AdobeKeys.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdobeKeysTest {

    final KeyHostStub stub = new KeyHostStub();
    final KeyHost host = new KeyHost(stub.properties());
    Clock clock = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
    final AdobeKeys keys = new AdobeKeys(host, stub.properties(), new Clock() {
        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @AfterEach
    void close() {
        host.close();
        stub.close();
    }

    @Test
    void asksForAKeyOnceADay() {
        assertThat(keys.key(AdobeSigner.PATH))
                .isEqualTo(keys.key(AdobeSigner.PATH))
                .isInstanceOf(Found.class);
        assertThat(stub.asked()).containsExactly(AdobeSigner.PATH);

        advance(Duration.ofHours(24));

        assertThat(keys.key(AdobeSigner.PATH)).isInstanceOf(Found.class);
        assertThat(stub.asked()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "prod/keys/a.pem",
                "//elsewhere.example/a.pem",
                "/prod/../a.pem",
                "/prod/keys/a.pem?x=1",
                "/prod/keys/a.pem#x",
                "@elsewhere.example/a.pem",
                ":80@elsewhere.example/a.pem",
                "http://elsewhere.example/a.pem",
                "/prod/keys/%2e%2e/a.pem",
                "/prod/keys/a b.pem"
            })
    void asksNobodyForWhatIsNoPathOfAKey(String path) {
        assertThat(keys.key(path)).isInstanceOf(Missing.class);
        assertThat(keys.key("/" + "a".repeat(300))).isInstanceOf(Missing.class);
        assertThat(stub.asked()).isEmpty();
    }

    @Test
    void aKeyThatIsNotThereOrIsWeakIsNone() {
        stub.put("/prod/weak.pem", AdobeSigner.pem(AdobeSigner.keys(1024)));
        stub.put("/prod/garbage.pem", "-----BEGIN PUBLIC KEY-----\n????\n-----END PUBLIC KEY-----");

        List<String> paths = List.of("/prod/none.pem", "/prod/weak.pem", "/prod/garbage.pem");

        assertThat(paths).allSatisfy(path -> assertThat(keys.key(path)).isInstanceOf(Missing.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 500, 503})
    void aHostThatFailsSaysNothingAndIsAskedAgain(int status) {
        stub.fail(status);
        assertThat(keys.key(AdobeSigner.PATH)).isInstanceOf(Unavailable.class);

        stub.fail(200);

        assertThat(keys.key(AdobeSigner.PATH)).isInstanceOf(Found.class);
        assertThat(stub.asked()).containsExactly(AdobeSigner.PATH, AdobeSigner.PATH);
    }

    @Test
    void strangersMakeItAskOnlySoOftenAndPushNoKeyOut() {
        assertThat(keys.key(AdobeSigner.PATH)).isInstanceOf(Found.class);

        List<AdobeKeys.Answer> answers = IntStream.range(0, 10)
                .mapToObj(number -> keys.key("/prod/made-up-" + number + ".pem"))
                .toList();

        assertThat(answers.subList(0, 2)).allMatch(Missing.class::isInstance);
        assertThat(answers.subList(2, 10)).allMatch(Unavailable.class::isInstance);
        assertThat(keys.key(AdobeSigner.PATH)).isInstanceOf(Found.class);
        assertThat(stub.asked()).hasSize(3);
        advance(Duration.ofMinutes(2));
        assertThat(keys.key("/prod/made-up-7.pem")).isInstanceOf(Missing.class);
    }

    private void advance(Duration time) {
        clock = Clock.offset(clock, time);
    }
}
