package io.throughline.ingest.shops;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.shops.KnownSecret.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownSecretTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(90));
    private static final ShopBookProperties LIMITS =
            new ShopBookProperties(Duration.ofSeconds(10), Duration.ofDays(7), Duration.ofHours(1), Duration.ofDays(7));

    @Test
    void isNotBelievedFromTheInstantOnAtWhichItExpires() {
        KnownSecret secret = secret(LONG_AGO, NOW, null);

        assertThat(secret.isBelieved(NOW.minusMillis(1))).isTrue();
        assertThat(secret.isBelieved(NOW)).isFalse();
        assertThat(secret.state(NOW, List.of(secret), LIMITS)).isEqualTo(State.EXPIRED);
    }

    @Test
    void isExpiringWhileTheShopStillSignsWithIt() {
        KnownSecret old = secret(LONG_AGO, NOW.plus(Duration.ofDays(1)), NOW.minusSeconds(60));
        KnownSecret fresh = secret(NOW.minusSeconds(600), null, null);

        assertThat(old.state(NOW, List.of(old, fresh), LIMITS)).isEqualTo(State.EXPIRING);
        assertThat(fresh.state(NOW, List.of(old, fresh), LIMITS)).isEqualTo(State.ACTIVE);
    }

    @Test
    void isNothingToLookAtWhenTheShopSignsWithAnotherByThen() {
        KnownSecret old = secret(LONG_AGO, NOW.plus(Duration.ofDays(1)), NOW.minusSeconds(600));
        KnownSecret fresh = secret(NOW.minusSeconds(1200), null, NOW.minusSeconds(60));

        assertThat(old.state(NOW, List.of(old, fresh), LIMITS)).isEqualTo(State.ACTIVE);
    }

    @Test
    void isUnusedWhenWebhooksComeUnderAnotherLongAfterItWasAdded() {
        KnownSecret old = secret(LONG_AGO, null, NOW);
        KnownSecret fresh = secret(NOW.minus(Duration.ofHours(2)), null, null);
        KnownSecret newest = secret(NOW.minus(Duration.ofMinutes(5)), null, null);
        List<KnownSecret> all = List.of(old, fresh, newest);

        assertThat(fresh.state(NOW, all, LIMITS)).isEqualTo(State.UNUSED);
        assertThat(newest.state(NOW, all, LIMITS)).isEqualTo(State.ACTIVE);
        assertThat(old.state(NOW, all, LIMITS)).isEqualTo(State.ACTIVE);
    }

    @Test
    void sayNothingOfAQuietShop() {
        KnownSecret one = secret(null, null, null);
        KnownSecret other = secret(LONG_AGO, null, null);

        assertThat(one.state(NOW, List.of(one, other), LIMITS)).isEqualTo(State.ACTIVE);
        assertThat(other.state(NOW, List.of(one, other), LIMITS)).isEqualTo(State.ACTIVE);
    }

    @Test
    void neverShowsItself() {
        assertThat(secret(LONG_AGO, null, null).toString()).doesNotContain("hush");
    }

    private static KnownSecret secret(
            @Nullable Instant addedAt, @Nullable Instant expiresAt, @Nullable Instant usedAt) {
        return new KnownSecret(UUID.randomUUID().toString(), "hush", addedAt, expiresAt, usedAt);
    }
}
