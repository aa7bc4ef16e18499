package io.throughline.ingest.admin;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.Shop;
import io.throughline.ingest.admin.ShopDesk.NewSecret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What operators send about shops. None of these shows a secret when it is printed. */
final class ShopWishes {

    private static final int LONGEST_SECRET = 4_096;

    private ShopWishes() {}

    /**
     * What is to be paused or resumed.
     *
     * @param shop absent when every shop of the source is meant
     * @param reason why, for whoever reads the audit
     */
    record Scope(
            @Nullable String source,
            @Nullable String shop,
            @Nullable String reason) {}

    /**
     * A shop more.
     *
     * @param secret what its storefront signs with
     * @param ownedFrom orders created before are known and never published
     * @param api where its orders can be fetched, if they can
     */
    record NewShop(
            @Nullable String source,
            @Nullable String shop,
            @Nullable String secret,
            @Nullable Instant ownedFrom,
            @Nullable Api api,
            @Nullable String reason) {

        Shop read() {
            if (source == null || shop == null || ownedFrom == null) {
                throw bad("Give source, shop, secret and ownedFrom.");
            }
            OrderApi orders = api == null ? null : api.read();
            return checked(() -> new Shop(source, shop, List.of(checkedSecret(secret)), ownedFrom, orders, null));
        }

        @Override
        public String toString() {
            return "NewShop[" + source + "/" + shop + "]";
        }
    }

    /** As the shop's {@code api} in the configuration. */
    record Api(
            @Nullable URI baseUrl,
            @Nullable String user,
            @Nullable String token,
            @Nullable Instant expiresAt) {

        OrderApi read() {
            if (baseUrl == null || token == null) {
                throw bad("An api needs baseUrl and token.");
            }
            return checked(() -> new OrderApi(baseUrl, user, token, expiresAt));
        }

        @Override
        public String toString() {
            return "Api[" + baseUrl + "]";
        }
    }

    /** Another api of a shop. */
    record ApiWish(
            @Nullable String source,
            @Nullable String shop,
            @Nullable Api api,
            @Nullable String reason) {

        OrderApi read() {
            if (api == null) {
                throw bad("Give the api.");
            }
            return api.read();
        }
    }

    /**
     * A secret more.
     *
     * @param expiresAt from when on it is not believed any more; absent when never
     * @param othersExpireAt when those that were added earlier are not believed any more; absent when they stay
     */
    record SecretWish(
            @Nullable String source,
            @Nullable String shop,
            @Nullable String secret,
            @Nullable Instant expiresAt,
            @Nullable Instant othersExpireAt,
            @Nullable String reason) {

        NewSecret read() {
            return new NewSecret(
                    checkedSecret(secret), Optional.ofNullable(expiresAt), Optional.ofNullable(othersExpireAt));
        }

        @Override
        public String toString() {
            return "SecretWish[" + source + "/" + shop + "]";
        }
    }

    /**
     * A secret that is not to be believed any more.
     *
     * @param at from when on; absent: from now on
     */
    record Expiry(
            @Nullable String source,
            @Nullable String shop,
            @Nullable String id,
            @Nullable Instant at,
            @Nullable String reason) {}

    private static String checkedSecret(@Nullable String secret) {
        if (secret == null || secret.isBlank() || secret.length() > LONGEST_SECRET || secret.indexOf('\0') >= 0) {
            throw bad("A secret has 1 to " + LONGEST_SECRET + " characters.");
        }
        return secret;
    }

    /** The records of the configuration say what is wrong in words that name no secret. */
    private static <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException wrong) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static ResponseStatusException bad(String complaint) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, complaint);
    }
}
