package io.throughline.ingest.shops;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.Shop;
import io.throughline.ingest.store.Pauses.Pause;
import io.throughline.ingest.store.Reconciliations.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A shop as it is known at this moment.
 *
 * @param configured whether it stands in the configuration; otherwise it was added while running
 * @param secretsExpireAt when the configuration says that those which stand in it end
 * @param secrets also those that expired lately
 * @param pauses its own, and that of its source
 */
public record KnownShop(
        Address address,
        boolean configured,
        Instant ownedFrom,
        @Nullable OrderApi api,
        @Nullable Instant secretsExpireAt,
        List<KnownSecret> secrets,
        List<Pause> pauses) {

    public KnownShop {
        secrets = List.copyOf(secrets);
        pauses = List.copyOf(pauses);
    }

    public boolean isPaused() {
        return !pauses.isEmpty();
    }

    /** With the secrets that are believed then; absent when there is none, though one of each shop never expires. */
    Optional<Shop> at(Instant instant) {
        List<String> believed = secrets.stream()
                .filter(secret -> secret.isBelieved(instant))
                .map(KnownSecret::secret)
                .toList();
        return believed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Shop(address.source(), address.shop(), believed, ownedFrom, api, secretsExpireAt));
    }
}
