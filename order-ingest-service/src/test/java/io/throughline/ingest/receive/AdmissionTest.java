package io.throughline.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.Shop;
import io.throughline.ingest.receive.Admission.Place;
import io.throughline.ingest.receive.Refusal.Cause;
import io.throughline.ingest.storefront.Storefront;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.util.unit.DataSize;

class AdmissionTest {

    static final Storefront HEEDS = storefront("shopify", true);
    static final Storefront WAITS = storefront("woocommerce", false);

    final Admission admission = new Admission(
            new LimitProperties(Duration.ofSeconds(1), DataSize.ofBytes(1), DataSize.ofBytes(100), 3, 2), properties());

    @Test
    void asksAStorefrontThatHeedsItToSendLessAndLeavesRoomForOthers() {
        Place first = enter(HEEDS);
        enter(HEEDS);

        assertRefused(() -> enter(HEEDS), Cause.TOO_MANY_REQUESTS);
        enter(WAITS).close();
        first.close();

        enter(HEEDS).close();
    }

    @Test
    void letsAStorefrontThatDoesNotHeedItWaitForItsTurn() {
        enter(WAITS);
        enter(WAITS);

        assertRefused(() -> enter(WAITS), Cause.OVERLOADED);
    }

    @Test
    void boundsAllTogether() {
        enter(HEEDS);
        enter(HEEDS);
        Place last = enter(WAITS);

        assertRefused(() -> enter(WAITS), Cause.OVERLOADED);
        last.close();

        enter(WAITS).close();
    }

    @Test
    void boundsTheBytesOfAllBodiesAndGivesThemBack() {
        Place one = enter(HEEDS);
        one.take(60);
        try (Place other = enter(HEEDS)) {
            assertRefused(() -> other.take(60), Cause.OVERLOADED);
        }
        assertThat(admission.bytes()).isEqualTo(60);

        one.close();

        assertThat(admission.bytes()).isZero();
    }

    private Place enter(Storefront storefront) {
        Shop shop = new Shop(storefront.source(), "tea-house", List.of("secret"), Instant.EPOCH, null, null);
        return admission.enter(storefront, shop);
    }

    private interface Attempt {
        void make();
    }

    private static void assertRefused(Attempt attempt, Cause cause) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(attempt::make)
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(cause));
    }

    private static Storefront storefront(String source, boolean heeds) {
        return (Storefront) Proxy.newProxyInstance(
                Storefront.class.getClassLoader(),
                new Class<?>[] {Storefront.class},
                (self, method, arguments) -> method.getName().equals("source") ? source : heeds);
    }

    private static IngestProperties properties() {
        return new Binder(
                        List.of(new MapConfigurationPropertySource(
                                Map.of("throughline.ingest.writer.timeout", "10ms"))),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("throughline.ingest", IngestProperties.class);
    }
}
