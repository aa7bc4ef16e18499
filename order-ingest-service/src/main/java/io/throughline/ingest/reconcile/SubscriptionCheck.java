package io.throughline.ingest.reconcile;

import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.OrderApi;
import io.throughline.ingest.Shop;
import io.throughline.ingest.fetch.OrderHttp;
import io.throughline.ingest.store.AdminActions;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.SubscriptionRows;
import io.throughline.ingest.store.SubscriptionRows.Row;
import io.throughline.ingest.storefront.ChangeCalls;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Subscriptions;
import io.throughline.ingest.storefront.Subscriptions.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** Asks a shop whether it still sends its webhooks, and has it send again what it stopped to send. */
@Component
class SubscriptionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionCheck.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String REFUSED = "subscription.not-enabled";

    private final OrderHttp http;
    private final SubscriptionRows rows;
    private final AdminActions actions;
    private final IngestMetrics metrics;
    private final SubscriptionProperties limits;

    SubscriptionCheck(
            OrderHttp http,
            SubscriptionRows rows,
            AdminActions actions,
            IngestMetrics metrics,
            SubscriptionProperties limits) {
        this.http = http;
        this.rows = rows;
        this.actions = actions;
        this.metrics = metrics;
        this.limits = limits;
    }

    /** What goes wrong is told, and keeps nobody from asking the shop for its orders. */
    void check(Shop shop, OrderSource source) {
        Optional<Subscriptions> kind = source.subscriptions().filter(known -> limits.check());
        OrderApi api = shop.api();
        if (kind.isEmpty() || api == null) {
            return;
        }
        Address address = new Address(shop.source(), shop.slug());
        try {
            ChangeCalls calls = http.calls(api, source.credentials(api));
            for (Subscription missing : missing(address, kind.get().list(calls))) {
                enable(address, missing, kind.get(), calls);
            }
        } catch (FetchException unanswered) {
            tell(Level.WARN, address, unanswered.code(), "subscriptions.not-checked");
        } catch (NotUnderstoodException answer) {
            tell(Level.WARN, address, answer.code(), "subscriptions.not-checked");
        }
    }

    /** Those that do not send: disabled, or removed since they were seen. */
    private List<Subscription> missing(Address shop, List<Subscription> all) {
        String path = "/webhooks/" + shop.source() + "/" + shop.shop();
        List<Subscription> ours =
                all.stream().filter(one -> one.address().endsWith(path)).toList();
        ours.stream().filter(Subscription::active).forEach(one -> rows.seen(shop, row(one)));
        rows.forget(shop, limits.forgottenAfter());
        Stream<Subscription> removed = rows.list(shop).stream()
                .map(known -> new Subscription(Optional.empty(), known.topic(), known.address(), false))
                .filter(known -> ours.stream().noneMatch(known::isAs));
        List<Subscription> missing = Stream.concat(ours.stream().filter(one -> !one.active()), removed)
                .toList();
        missing.stream()
                .filter(one -> rows.disabled(shop, row(one)))
                .forEach(one -> tell(Level.WARN, shop, one.topic(), "subscription.disabled"));
        return missing;
    }

    /** Written down before it is done: whoever reads the audit learns of the try, too. */
    private void enable(Address shop, Subscription missing, Subscriptions kind, ChangeCalls calls) {
        if (!limits.enable() || !rows.mayEnable(shop, row(missing), limits.mostEnables(), DAY)) {
            return;
        }
        String subject = shop.source() + "/" + shop.shop() + " " + missing.topic();
        actions.once(
                new AdminActions.Action(
                        UUID.randomUUID(), "order-ingest-service", "enable-subscription", subject, "It was disabled"),
                () -> 1);
        try {
            boolean enabled = kind.enable(missing, calls);
            metrics.subscription(shop.source(), enabled ? "enabled" : "refused");
            if (enabled) {
                rows.seen(shop, row(missing));
            }
            tell(enabled ? Level.INFO : Level.WARN, shop, missing.topic(), enabled ? "subscription.enabled" : REFUSED);
        } catch (FetchException failure) {
            metrics.subscription(shop.source(), "refused");
            tell(Level.WARN, shop, missing.topic() + " " + failure.code(), REFUSED);
        }
    }

    private static Row row(Subscription subscription) {
        return new Row(subscription.topic(), subscription.address());
    }

    /** @param code the topic, or what went wrong */
    private static void tell(Level level, Address shop, String code, String what) {
        LOG.atLevel(level)
                .addKeyValue("throughline.source", shop.source())
                .addKeyValue("throughline.shop", shop.shop())
                .addKeyValue("throughline.code", code)
                .log(what);
    }
}
