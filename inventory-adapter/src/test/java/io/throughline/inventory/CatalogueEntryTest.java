package io.throughline.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventType;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderDeleted;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

class CatalogueEntryTest {

    @Test
    void namesWhatTheHandlersActOn() throws IOException {
        assertThat(entry().events())
                .containsExactlyInAnyOrder(name(OrderPlaced.TYPE), name(OrderRefunded.TYPE), name(OrderCancelled.TYPE), name(OrderDeleted.TYPE));
    }

    @Test
    void namesEveryFailureOfTheAdaptersOwn() throws IOException {
        assertThat(entry().failureModes())
                .extracting(FailureMode::code)
                .doesNotHaveDuplicates()
                .contains("inventory-rejected", "inventory-unavailable", "inventory-no-answer", "inventory-rate-limited", "inventory-unauthorized", "inventory-busy", "unknown-sku", "fractional-quantity");
    }

    private static String name(EventType<?> type) {
        return type.name();
    }

    private static CatalogueEntry entry() throws IOException {
        YAMLMapper yaml = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream entry = CatalogueEntryTest.class.getResourceAsStream("/integration.yaml")) {
            return yaml.readValue(Objects.requireNonNull(entry), CatalogueEntry.class);
        }
    }
}
