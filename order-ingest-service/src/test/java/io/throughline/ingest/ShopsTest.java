package io.throughline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

class ShopsTest {

    static final String PREFIX = "throughline.ingest.shops[0].";

    @Test
    void readsAShopAndTheDocumentedDefaults() {
        IngestProperties properties = bind(shop());

        assertThat(properties.shops())
                .singleElement()
                .satisfies(shop -> assertThat(shop.slug()).isEqualTo("demo-shop"));
        assertThat(properties.request().maxBodyBytes()).isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void readsWhenItsSecretsEnd() {
        Map<String, String> ending = shop();
        ending.put(PREFIX + "secrets-expire-at", "2027-03-01T00:00:00Z");
        ending.put(PREFIX + "api.base-url", "https://shop.example");
        ending.put(PREFIX + "api.token", "hush");
        ending.put(PREFIX + "api.expires-at", "2027-04-01T00:00:00Z");

        assertThat(bind(ending).shops()).singleElement().satisfies(shop -> {
            assertThat(shop.secretsExpireAt()).isEqualTo("2027-03-01T00:00:00Z");
            assertThat(shop.api()).extracting(OrderApi::expiresAt).isEqualTo(Instant.parse("2027-04-01T00:00:00Z"));
        });
    }

    @Test
    void neverShowsASecret() {
        assertThat(bind(shop()).toString()).contains("demo-shop").doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({"slug, Demo Shop", "slug, demo_shop", "owned-from,", "source,", "secrets[0],", "secrets[0], ' '"})
    void stopsTheStartAndNamesTheShop(String property, String value) {
        Map<String, String> shop = shop();
        shop.remove(PREFIX + property);
        if (value != null) {
            shop.put(PREFIX + property, value);
        }

        assertThatThrownBy(() -> bind(shop))
                .rootCause()
                .hasMessageContaining("Shop '")
                .hasMessageNotContaining("hush");
    }

    @Test
    void refusesAShopThatIsThereTwice() {
        Map<String, String> shops = shop();
        shop().forEach((name, value) ->
                shops.put(name.replace("[0].", "[1].").replace("secrets[1]", "secrets[0]"), value));

        assertThatThrownBy(() -> bind(shops))
                .rootCause()
                .hasMessageContaining("'demo-shop' of shopify is configured twice");
    }

    private static Map<String, String> shop() {
        return new TreeMap<>(Map.of(
                PREFIX + "source", "shopify",
                PREFIX + "slug", "demo-shop",
                PREFIX + "secrets[0]", "hush",
                PREFIX + "owned-from", "2026-01-01T00:00:00Z"));
    }

    private static IngestProperties bind(Map<String, String> properties) {
        return new Binder(
                        List.of(new MapConfigurationPropertySource(properties)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("throughline.ingest", IngestProperties.class);
    }
}
