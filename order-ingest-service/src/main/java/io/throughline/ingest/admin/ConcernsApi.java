package io.throughline.ingest.admin;

import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.admin.ShopConcerns.Expiring;
import io.throughline.ingest.admin.ShopConcerns.Missed;
import io.throughline.ingest.admin.ShopConcerns.Refusing;
import io.throughline.ingest.admin.ShopConcerns.Sends;
import io.throughline.ingest.fetch.WaitingFetches;
import io.throughline.ingest.store.Erasures;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What alerts about shops are judged by, for whoever has no Prometheus. Nothing of it is about a person. */
@RestController
@RequestMapping("/admin/concerns")
@Allows(Role.SERVICE)
class ConcernsApi {

    private final OpenCases cases;
    private final WaitingFetches fetches;
    private final Erasures erasures;
    private final ShopConcerns shops;

    ConcernsApi(OpenCases cases, WaitingFetches fetches, Erasures erasures, ShopConcerns shops) {
        this.cases = cases;
        this.fetches = fetches;
        this.erasures = erasures;
        this.shops = shops;
    }

    /**
     * How things stand.
     *
     * @param quarantined webhooks that were accepted and not understood
     * @param conflicting bodies that came under the delivery key of another webhook
     * @param fetchesSince since when the oldest webhook waits for an order that could not be fetched; absent when none
     *     does
     * @param erasuresSince when the oldest erasure was asked for that has not ended here; absent when all have
     * @param sends when webhooks of each shop came, and how often they do
     * @param refusing shops whose requests this instance refuses much more often than usual
     * @param missed changes found within the last hour that no webhook had told of
     * @param expiring secrets in use that end soon
     */
    record Concerns(
            long quarantined,
            long conflicting,
            @Nullable Instant fetchesSince,
            @Nullable Instant erasuresSince,
            List<Sends> sends,
            List<Refusing> refusing,
            List<Missed> missed,
            List<Expiring> expiring) {}

    @GetMapping
    Concerns concerns() {
        return new Concerns(
                cases.quarantined(),
                cases.conflicting(),
                fetches.oldestSince().orElse(null),
                erasures.oldestOpen().orElse(null),
                shops.sends(),
                shops.refusing(),
                shops.missed(),
                shops.expiring());
    }
}
