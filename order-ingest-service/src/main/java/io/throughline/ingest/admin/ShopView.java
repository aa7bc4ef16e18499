package io.throughline.ingest.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.ingest.OrderApi;
import io.throughline.ingest.shops.KnownSecret;
import io.throughline.ingest.shops.KnownShop;
import io.throughline.ingest.shops.ShopBook;
import io.throughline.ingest.store.Pauses.Pause;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shop as an operator sees it, without its secrets.
 *
 * @param origin {@code configuration}, or {@code added} while running
 * @param api where its orders are fetched; absent when they are not
 * @param heldWebhooks accepted while paused, to be understood when the shop is resumed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShopView(
        String source,
        String shop,
        String origin,
        Instant ownedFrom,
        @Nullable URI api,
        List<SecretView> secrets,
        List<Pause> pauses,
        long heldWebhooks) {

    static ShopView of(KnownShop shop, ShopBook book, long held) {
        OrderApi api = shop.api();
        return new ShopView(
                shop.address().source(),
                shop.address().shop(),
                shop.configured() ? "configuration" : "added",
                shop.ownedFrom(),
                api == null ? null : api.baseUrl(),
                shop.secrets().stream()
                        .map(secret -> SecretView.of(shop, secret, book))
                        .toList(),
                shop.pauses(),
                held);
    }

    /** @param state {@code active}, {@code expiring}, {@code unused}, {@code expired} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SecretView(
            String id,
            String state,
            @Nullable Instant addedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant usedAt) {

        static SecretView of(KnownShop shop, KnownSecret secret, ShopBook book) {
            return new SecretView(
                    secret.id(),
                    book.state(shop, secret).word(),
                    secret.addedAt(),
                    secret.expiresAt(),
                    secret.usedAt());
        }
    }
}
