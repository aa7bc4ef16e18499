package io.throughline.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.throughline.inventory.ItemLevels.Item;
import io.throughline.runtime.DownstreamHttp;
import io.throughline.runtime.HttpFailures;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.stock.StockLevel;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The calls, as the BigCommerce Inventory API v3 describes them. Relative adjustments are not among them. */
@Component
class InventoryClient {

    private final RestClient http;
    private final HttpFailures failures;
    private final InventoryProperties system;

    record Transaction(@JsonProperty("transaction_id") String id) {}

    InventoryClient(InventoryProperties system, Clock clock) {
        this.http = DownstreamHttp.client(system.baseUrl(), system.timeout())
                .defaultHeader("X-Auth-Token", system.token())
                .defaultHeader(HttpHeaders.ACCEPT, "application/json")
                .build();
        this.failures = new HttpFailures("inventory", clock);
        this.system = system;
    }

    /**
     * What there is of some items.
     *
     * @throws PermanentFailure {@code unknown-sku} when the system does not have one of them
     */
    Map<String, Long> levels(List<String> skus) {
        Map<String, Long> levels = known(skus);
        if (!levels.keySet().containsAll(skus)) {
            throw new PermanentFailure("unknown-sku", "The inventory system has not all of the items " + skus, null);
        }
        return levels;
    }

    /** Likewise, without those that the system does not have. */
    Map<String, Long> known(List<String> skus) {
        Map<String, Long> levels = new HashMap<>();
        for (int from = 0; from < skus.size(); from += system.maxLookups()) {
            levels.putAll(page(skus.subList(from, Math.min(skus.size(), from + system.maxLookups()))));
        }
        return levels;
    }

    private Map<String, Long> page(List<String> skus) {
        ItemLevels found = failures.translate(() -> answered(http.get()
                .uri(uri -> uri.path("/v3/inventory/locations/{location}/items")
                        .queryParam("sku:in", "{skus}")
                        .queryParam("limit", "{limit}")
                        .build(system.locationId(), String.join(",", skus), skus.size()))
                .retrieve()
                .body(ItemLevels.class)));
        return found.data().stream()
                .filter(item -> skus.contains(item.identity().sku()))
                .collect(Collectors.toMap(item -> String.valueOf(item.identity().sku()), Item::onHand, Math::max));
    }

    /**
     * Sets levels, all of them or none.
     *
     * @return the system's id of what it did
     */
    String set(List<StockLevel> levels, String reason) {
        return failures.translate(() -> answered(http.put()
                        .uri("/v3/inventory/adjustments/absolute")
                        .body(SetLevels.of(levels, reason, system.locationId()))
                        .retrieve()
                        .body(Transaction.class)))
                .id();
    }

    private static <T> T answered(@Nullable T answer) {
        if (answer == null) {
            throw new RestClientException("The inventory system's answer is empty");
        }
        return answer;
    }
}
