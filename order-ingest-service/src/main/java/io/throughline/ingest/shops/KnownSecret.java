package io.throughline.ingest.shops;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One secret of a shop.
 *
 * @param id names it without telling it; {@code configuration-…} where it stands in the configuration
 * @param addedAt absent for one of the configuration
 * @param expiresAt from when on nothing is believed that it signed; absent when never
 * @param usedAt when it last proved a webhook genuine, in any instance; absent when it is not known to have
 */
public record KnownSecret(
        String id,
        String secret,
        @Nullable Instant addedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant usedAt) {

    /** What an operator should know of a secret. */
    public enum State {
        /** Believed. */
        ACTIVE,
        /** Believed, and not for long any more, though the shop still signs with it. */
        EXPIRING,
        /** Believed, and was not used though webhooks came under another one since. */
        UNUSED,
        /** Not believed any more. */
        EXPIRED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it can only be changed in the configuration. */
    public boolean isConfigured() {
        return addedAt == null;
    }

    public boolean isBelieved(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    State state(Instant now, List<KnownSecret> ofShop, ShopBookProperties limits) {
        if (!isBelieved(now)) {
            return State.EXPIRED;
        }
        Optional<Instant> newest = ofShop.stream()
                .filter(other -> !other.id.equals(id))
                .flatMap(other -> Optional.ofNullable(other.usedAt).stream())
                .max(Instant::compareTo);
        if (isNear(now, limits) && isLatest(newest)) {
            return State.EXPIRING;
        }
        return isPassedOver(newest, limits) ? State.UNUSED : State.ACTIVE;
    }

    private boolean isNear(Instant now, ShopBookProperties limits) {
        return expiresAt != null && !expiresAt.isAfter(now.plus(limits.expiryNotice()));
    }

    private boolean isLatest(Optional<Instant> newestOfOthers) {
        return newestOfOthers.isEmpty() || (usedAt != null && usedAt.isAfter(newestOfOthers.get()));
    }

    private boolean isPassedOver(Optional<Instant> newestOfOthers, ShopBookProperties limits) {
        Instant since = addedAt == null ? Instant.EPOCH : addedAt;
        return usedAt == null
                && newestOfOthers
                        .filter(other -> other.isAfter(since.plus(limits.unusedAfter())))
                        .isPresent();
    }

    @Override
    public String toString() {
        return "KnownSecret[" + id + "]";
    }
}
