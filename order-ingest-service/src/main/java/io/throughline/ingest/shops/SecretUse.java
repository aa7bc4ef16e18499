package io.throughline.ingest.shops;

import io.throughline.ingest.Shop;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.SecretUses;
import io.throughline.ingest.store.SecretUses.Used;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Remembers which secrets sign, so that one knows when a rotated one may go. Written down a little later, in bulk. */
@Component
public class SecretUse {

    private final SecretUses uses;
    private final SilenceWatch silence;
    private final SecretEnds ends;
    private final Clock clock;
    private final Map<Used, Instant> latest = new ConcurrentHashMap<>();
    private volatile Map<Address, Map<String, String>> idsBySecret = Map.of();

    SecretUse(SecretUses uses, SilenceWatch silence, SecretEnds ends, Clock clock) {
        this.uses = uses;
        this.silence = silence;
        this.ends = ends;
        this.clock = clock;
    }

    /** A request was found genuine; with several secrets, each is tried once more, which costs microseconds. */
    public void genuine(Storefront storefront, Shop shop, WebhookRequest request) {
        Address address = new Address(shop.source(), shop.slug());
        silence.came(address);
        Map<String, String> ids = idsBySecret.getOrDefault(address, Map.of());
        for (String secret : shop.secrets()) {
            String id = ids.get(secret);
            if (id != null && (shop.secrets().size() == 1 || signed(storefront, secret, request))) {
                latest.put(new Used(address, id), clock.instant());
            }
        }
    }

    private static boolean signed(Storefront storefront, String secret, WebhookRequest request) {
        return storefront.verify(request, List.of(secret)) == Verdict.GENUINE;
    }

    void know(List<KnownShop> shops) {
        Map<Address, Map<String, String>> ids = new HashMap<>();
        for (KnownShop shop : shops) {
            Map<String, String> ofShop = ids.computeIfAbsent(shop.address(), first -> new HashMap<>());
            shop.secrets().forEach(secret -> ofShop.put(secret.secret(), secret.id()));
        }
        idsBySecret = ids;
        ends.look(shops);
    }

    /** Writes down what came since the last time; what cannot be written now is written the next time. */
    void writeDown() {
        Map<Used, Instant> unwritten = Map.copyOf(latest);
        if (!unwritten.isEmpty()) {
            uses.record(unwritten);
            unwritten.forEach(latest::remove);
        }
        silence.look(idsBySecret.keySet());
    }
}
