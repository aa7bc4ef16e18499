package io.throughline.ingest.shops;

import io.throughline.ingest.Shop;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.store.AddedShops;
import io.throughline.ingest.store.AddedShops.Added;
import io.throughline.ingest.store.Pauses;
import io.throughline.ingest.store.Pauses.Pause;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.SecretUses;
import io.throughline.ingest.store.SecretUses.Used;
import io.throughline.ingest.store.ShopSecrets;
import io.throughline.ingest.store.ShopSecrets.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads what was added and changed while running, and puts it beside the configuration. */
@Component
class Register {

    private static final String CONFIGURED = "configuration-";

    private final AddedShops added;
    private final ShopSecrets secrets;
    private final SecretUses uses;
    private final Pauses pauses;
    private final Seal seal;

    Register(AddedShops added, ShopSecrets secrets, SecretUses uses, Pauses pauses, Seal seal) {
        this.added = added;
        this.secrets = secrets;
        this.uses = uses;
        this.pauses = pauses;
        this.seal = seal;
    }

    private record Tables(List<Secret> secrets, Map<Used, Instant> uses, List<Pause> pauses) {}

    /** @param configured win over a shop of the same address that was added; its added secrets hold all the same */
    List<KnownShop> read(List<Shop> configured) {
        Tables tables = new Tables(secrets.list(), uses.list(), pauses.list());
        List<KnownShop> known = new ArrayList<>();
        configured.forEach(shop -> known.add(known(shop, tables)));
        Set<Address> taken = known.stream().map(KnownShop::address).collect(Collectors.toSet());
        added.list().stream()
                .filter(shop -> !taken.contains(shop.address()))
                .map(shop -> known(shop, tables))
                .forEach(known::add);
        return List.copyOf(known);
    }

    void forget(Instant expiredBefore) {
        secrets.forget(expiredBefore);
    }

    private KnownShop known(Shop shop, Tables tables) {
        Address address = new Address(shop.source(), shop.slug());
        List<KnownSecret> all = Stream.concat(
                        shop.secrets().stream().map(secret -> configured(address, secret, tables)),
                        stored(address, tables))
                .toList();
        return new KnownShop(
                address, true, shop.ownedFrom(), shop.api(), shop.secretsExpireAt(), all, pausesOf(address, tables));
    }

    private static KnownShop known(Added shop, Tables tables) {
        Address address = shop.address();
        return new KnownShop(
                address,
                false,
                shop.ownedFrom(),
                shop.api(),
                null,
                stored(address, tables).toList(),
                pausesOf(address, tables));
    }

    private KnownSecret configured(Address shop, String secret, Tables tables) {
        String id = CONFIGURED + seal.mark(secret);
        return new KnownSecret(id, secret, null, null, tables.uses().get(new Used(shop, id)));
    }

    private static Stream<KnownSecret> stored(Address shop, Tables tables) {
        return tables.secrets().stream()
                .filter(secret -> secret.shop().equals(shop))
                .map(secret -> new KnownSecret(
                        secret.id().toString(),
                        secret.secret(),
                        secret.addedAt(),
                        secret.expiresAt(),
                        tables.uses().get(new Used(shop, secret.id().toString()))));
    }

    private static List<Pause> pausesOf(Address shop, Tables tables) {
        return tables.pauses().stream().filter(pause -> pause.covers(shop)).toList();
    }
}
