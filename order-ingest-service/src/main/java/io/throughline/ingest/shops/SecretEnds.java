package io.throughline.ingest.shops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.throughline.ingest.shops.KnownSecret.State;
import io.throughline.ingest.store.Reconciliations.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Secrets of shops that are in use and end soon, before webhooks are refused or orders cannot be fetched. */
@Component
public class SecretEnds {

    private final ShopBookProperties limits;
    private final Clock clock;
    private final MultiGauge ending;
    private volatile List<KnownShop> shops = List.of();

    SecretEnds(ShopBookProperties limits, Clock clock, MeterRegistry registry) {
        this.limits = limits;
        this.clock = clock;
        this.ending = MultiGauge.builder("throughline.expiring.secret.seconds")
                .description("What is left of a secret that ends soon; below 0 when it has ended")
                .register(registry);
    }

    /** @param secret {@code webhook-secret}, {@code api-token} */
    public record End(Address shop, String secret, Instant at) {}

    /** Of a shop's webhook secrets, the one that ends first. */
    public List<End> soon() {
        Instant soon = clock.instant().plus(limits.expiryNotice());
        return shops.stream()
                .flatMap(shop -> Stream.of(
                                signing(shop).map(at -> new End(shop.address(), "webhook-secret", at)),
                                api(shop).map(at -> new End(shop.address(), "api-token", at)))
                        .flatMap(Optional::stream))
                .filter(end -> !end.at.isAfter(soon))
                .toList();
    }

    /** What begins or ends to be near without a change, the next sweep finds. */
    void look(List<KnownShop> known) {
        shops = known;
        ending.register(
                soon().stream()
                        .map(end -> Row.of(
                                Tags.of("source", end.shop.source(), "shop", end.shop.shop(), "secret", end.secret),
                                () -> secondsLeft(end)))
                        .toList(),
                true);
    }

    /** One that was let end after an exchange is used no more, and not told of. */
    private Optional<Instant> signing(KnownShop shop) {
        Stream<Instant> added = shop.secrets().stream()
                .filter(secret -> secret.state(clock.instant(), shop.secrets(), limits) == State.EXPIRING)
                .flatMap(secret -> Optional.ofNullable(secret.expiresAt()).stream());
        return Stream.concat(Optional.ofNullable(shop.secretsExpireAt()).stream(), added)
                .min(Instant::compareTo);
    }

    private static Optional<Instant> api(KnownShop shop) {
        return shop.api() == null
                ? Optional.empty()
                : Optional.ofNullable(shop.api().expiresAt());
    }

    private double secondsLeft(End end) {
        return Duration.between(clock.instant(), end.at).toSeconds();
    }
}
