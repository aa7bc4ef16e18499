package io.throughline.ingest.admin;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.Shop;
import io.throughline.ingest.shops.ShopBook;
import io.throughline.ingest.store.AddedShops;
import io.throughline.ingest.store.AddedShops.Added;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.ShopSecrets;
import io.throughline.ingest.store.ShopSecrets.Secret;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Storefronts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Adds shops and exchanges their secrets; each change runs in the transaction of its command. Of every shop one secret
 * never expires, so that nobody locks a shop out by forgetting it.
 */
@Component
class ShopDesk {

    private final AddedShops added;
    private final ShopSecrets secrets;
    private final Storefronts storefronts;
    private final ShopBook book;
    private final Clock clock;

    ShopDesk(AddedShops added, ShopSecrets secrets, Storefronts storefronts, ShopBook book, Clock clock) {
        this.added = added;
        this.secrets = secrets;
        this.storefronts = storefronts;
        this.book = book;
        this.clock = clock;
    }

    /**
     * A secret that is to be believed beside those that are.
     *
     * @param expires absent when never
     * @param othersExpire when those that were added earlier and never expire do; absent when they go on to
     */
    record NewSecret(String secret, Optional<Instant> expires, Optional<Instant> othersExpire) {

        @Override
        public String toString() {
            return "NewSecret[expires=" + expires + "]";
        }
    }

    int add(Shop shop) {
        Address address = new Address(shop.source(), shop.slug());
        storefronts.complaintAbout(shop).ifPresent(ShopDesk::refuse);
        boolean taken = book.shop(address).isPresent();
        if (taken || added.add(new Added(address, shop.ownedFrom(), shop.api())) == 0) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "There is a shop of this source and name.");
        }
        shop.secrets().forEach(secret -> secrets.add(address, secret, null));
        return 1;
    }

    int changeApi(Address address, OrderApi api) {
        if (storefronts.of(address.source()).flatMap(Storefront::orders).isEmpty()) {
            refuse(address.source() + " always sends whole orders; there is nothing to ask it for.");
        }
        if (added.change(address, api) == 0) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "The shop stands in the configuration; change its api there.");
        }
        return 1;
    }

    int addSecret(Address address, NewSecret wish) {
        Shop shop = known(address);
        storefronts
                .of(address.source())
                .flatMap(storefront -> storefront.complaintAbout(wish.secret()))
                .ifPresent(ShopDesk::refuse);
        List<Secret> earlier = secrets.lock(address);
        if (shop.secrets().contains(wish.secret())) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "The shop has this secret.");
        }
        wish.expires().ifPresent(this::future);
        secrets.add(address, wish.secret(), wish.expires().orElse(null));
        int changed = 1;
        for (Secret secret : wish.othersExpire().isPresent() ? earlier : List.<Secret>of()) {
            changed += secret.expiresAt() == null ? secrets.expire(secret.id(), atOnceOrLater(wish.othersExpire())) : 0;
        }
        oneMustStay(address);
        return changed;
    }

    /** @param at absent or past: at once */
    int expireSecret(Address address, String id, Optional<Instant> at) {
        UUID wanted = secrets.lock(address).stream()
                .map(Secret::id)
                .filter(secret -> secret.toString().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No secret that was added here has this id."));
        int changed = secrets.expire(wanted, atOnceOrLater(at));
        oneMustStay(address);
        return changed;
    }

    /** The address of a shop that there is; one that another instance added is known a moment later. */
    Address known(@Nullable String source, @Nullable String shop) {
        Address address = new Address(String.valueOf(source), String.valueOf(shop));
        known(address);
        return address;
    }

    /** A shop, or every shop of a source, whose name is empty then. */
    Address scope(@Nullable String source, @Nullable String shop) {
        if (shop != null) {
            return known(source, shop);
        }
        if (storefronts.of(String.valueOf(source)).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such source.");
        }
        return new Address(String.valueOf(source), "");
    }

    private Shop known(Address address) {
        return storefronts
                .shop(address.source(), address.shop())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such shop."));
    }

    private void oneMustStay(Address address) {
        boolean configured = storefronts.configured().stream()
                .anyMatch(shop -> address.equals(new Address(shop.source(), shop.slug())));
        if (!configured && secrets.lock(address).stream().allMatch(secret -> secret.expiresAt() != null)) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "No secret of the shop would be left that does not expire; add one first.");
        }
    }

    private Instant atOnceOrLater(Optional<Instant> at) {
        Instant now = clock.instant();
        return at.filter(wanted -> wanted.isAfter(now)).orElse(now);
    }

    private void future(Instant at) {
        if (!at.isAfter(clock.instant())) {
            refuse("It would be expired from the beginning.");
        }
    }

    private static void refuse(String complaint) {
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, complaint);
    }
}
