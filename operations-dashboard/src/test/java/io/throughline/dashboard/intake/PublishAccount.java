package io.throughline.dashboard.intake;

import io.throughline.backbone.http.AuthorizedGet;
import io.throughline.dashboard.intake.PublishJudge.Orders;
import io.throughline.dashboard.ledger.Publishing;
import io.throughline.dashboard.store.PublishLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Ingest's log over real HTTP against what came, under a clock that a test moves and as it is shipped. */
public final class PublishAccount implements AutoCloseable {

    private static final int LARGEST_PAGE = 1024 * 1024;

    private final LogReader reader;
    private final PublishJudge judge;
    private final Clock clock;
    private volatile Optional<Instant> since;
    private volatile Optional<Instant> confirmed;

    public PublishAccount(StubIngest ingest, PublishLedger ledger, Clock clock) {
        LogProperties properties = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("throughline.dashboard.log", LogProperties.class);
        this.clock = clock;
        this.reader = new LogReader(
                new AuthorizedGet(ingest.address(), StubIngest.TOKEN, properties.timeout(), LARGEST_PAGE),
                ledger,
                clock);
        this.judge = new PublishJudge(ledger, new Orders(() -> since, () -> confirmed), properties, clock);
        this.since = Optional.of(clock.instant().minusSeconds(3600));
        this.confirmed = Optional.of(clock.instant());
    }

    /** Topic {@code orders} cannot be received now. */
    public void isDeaf() {
        since = Optional.empty();
    }

    /** All that was published until now has come. */
    public void hears() {
        since = since.or(() -> Optional.of(clock.instant()));
        confirmed = Optional.of(clock.instant());
    }

    /** One look, as the watch does it. */
    public Publishing look() {
        reader.readOn();
        return judge.judge();
    }

    @Override
    public void close() {
        reader.close();
    }
}
