package io.throughline.ingest.understand;

import io.throughline.events.command.Authority;
import io.throughline.events.order.Order;
import io.throughline.ingest.store.Conclusions;
import io.throughline.ingest.store.Ending;
import io.throughline.ingest.store.Ending.Result;
import io.throughline.ingest.store.ErasureWish;
import io.throughline.ingest.store.FetchRequest;
import io.throughline.ingest.store.LoggedEvent;
import io.throughline.ingest.store.OrderState;
import io.throughline.ingest.store.Person;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning.Deletion;
import io.throughline.ingest.storefront.Meaning.Erasure;
import io.throughline.ingest.storefront.Meaning.Hint;
import io.throughline.ingest.storefront.Meaning.Missing;
import io.throughline.ingest.storefront.Meaning.NoOrder;
import io.throughline.ingest.storefront.Meaning.NotUnderstood;
import io.throughline.ingest.storefront.Meaning.Restoration;
import io.throughline.ingest.storefront.Meaning.Snapshot;
import io.throughline.ingest.storefront.OrderKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds the webhooks of one batch over the orders they are about, in the order of their arrival. */
final class BatchDecision {

    private static final Logger LOG = LoggerFactory.getLogger(BatchDecision.class);

    private final Numbering numbering;
    private final Map<String, OrderState> states;
    private final Map<String, OrderState> changed = new HashMap<>();
    private final List<Ending> endings = new ArrayList<>();
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<FetchRequest> asked = new ArrayList<>();
    private final List<UUID> erased = new ArrayList<>();
    private final List<ErasureWish> erasures = new ArrayList<>();

    BatchDecision(Numbering numbering, Map<String, OrderState> states) {
        this.numbering = numbering;
        this.states = new HashMap<>(states);
    }

    Conclusions conclude(List<Reading> readings) {
        readings.forEach(this::fold);
        return new Conclusions(endings, List.copyOf(changed.values()), events, asked, erased, erasures);
    }

    private void fold(Reading reading) {
        UUID id = reading.webhook().id();
        try {
            switch (reading.meaning()) {
                case NotUnderstood(var code, var detail) -> endings.add(Ending.quarantined(id, code, detail, null));
                case NoOrder(var code) -> endings.add(new Ending(id, Result.NO_CHANGE, code, null, null));
                case Erasure erasure -> erasure(reading.webhook(), erasure);
                case Hint hint -> hint(reading, hint);
                case Missing(var orderKey) -> apply(reading, Derivations.ofMissing(stateOf(orderKey)));
                case Restoration(var order) -> restoration(reading, order);
                case Snapshot(var order) -> snapshot(reading, order);
                case Deletion(var orderKey, var at) -> apply(reading, Derivations.ofDeletion(stateOf(orderKey)));
            }
        } catch (RuntimeException bug) {
            LOG.atError().addKeyValue("throughline.webhook", id).setCause(bug).log("webhook.understanding-failed");
            endings.add(Ending.quarantined(
                    id,
                    "understanding-failed",
                    bug.getClass().getSimpleName() + " while comparing the order",
                    reading.orderKey().orElse(null)));
        }
    }

    /** The webhook names the person, so that its own body goes with it. */
    private void erasure(StoredWebhook webhook, Erasure erasure) {
        erasures.add(new ErasureWish(
                webhook.id(),
                new Person(webhook.source(), webhook.shop(), erasure.email(), erasure.customerId()),
                erasure.orderIds().stream()
                        .map(id -> OrderKeys.of(webhook.source(), webhook.shop(), id))
                        .toList(),
                new Authority(webhook.source(), "system", "The storefront asked for it: webhook " + webhook.id())));
        endings.add(new Ending(webhook.id(), Result.NO_CHANGE, "erasure-requested", null, null));
        erased.add(webhook.id());
    }

    private void hint(Reading reading, Hint hint) {
        if (reading.terms().fetchable()) {
            asked.add(FetchRequest.of(
                    reading.webhook(),
                    hint.orderKey(),
                    hint.orderId(),
                    reading.webhook().receivedAt()));
        } else {
            endings.add(Ending.quarantined(
                    reading.webhook().id(),
                    "hint-needs-fetch",
                    "The body is not the whole order, and the shop has no api to fetch it from",
                    hint.orderKey()));
        }
    }

    private void restoration(Reading reading, Order order) {
        OrderState known = stateOf(order.orderKey());
        if (known.deleted()) {
            apply(reading, Derivations.ofRestoration(known, Redaction.of(order, known), reading.terms()));
        } else {
            snapshot(reading, order);
        }
    }

    private void snapshot(Reading reading, Order said) {
        OrderState known = stateOf(said.orderKey());
        Order order = Redaction.of(said, known);
        Terms terms = reading.terms();
        if (terms.fetchable() && Derivations.isUndecided(known, order, terms)) {
            asked.add(FetchRequest.of(
                    reading.webhook(), order.orderKey(), order.sourceOrderId(), terms.settledAt(order)));
        } else {
            apply(reading, Derivations.ofSnapshot(known, order, terms));
        }
    }

    private OrderState stateOf(String orderKey) {
        OrderState state = states.get(orderKey);
        if (state == null) {
            throw new IllegalStateException("The order was not locked");
        }
        return state;
    }

    private void apply(Reading reading, Derivation derivation) {
        String orderKey = derivation.after().orderKey();
        UUID id = reading.webhook().id();
        endings.add(ending(id, derivation));
        events.addAll(numbering.number(reading, derivation));
        if (!derivation.after().equals(states.get(orderKey))) {
            states.put(orderKey, derivation.after());
            changed.put(orderKey, derivation.after());
        }
    }

    /** What is quarantined keeps its raw body: nobody has to decide about an order whose person was erased. */
    private Ending ending(UUID id, Derivation derivation) {
        OrderState after = derivation.after();
        if (!after.erased()) {
            return new Ending(id, derivation.result(), derivation.code(), derivation.detail(), after.orderKey());
        }
        erased.add(id);
        Result result = derivation.result() == Result.QUARANTINED ? Result.NO_CHANGE : derivation.result();
        return new Ending(id, result, derivation.code(), derivation.detail(), after.orderKey());
    }
}
