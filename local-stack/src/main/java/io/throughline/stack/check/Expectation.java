package io.throughline.stack.check;

import io.throughline.stack.database.Deliveries;
import io.throughline.stack.parts.Service;
import io.throughline.stub.storefront.Sale;
import io.throughline.stub.storefront.SoldLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one order must come to, worked out from what its storefront tells alone: how the deliveries of its events end,
 * and what the downstream systems hold of it.
 */
final class Expectation {

    private enum Fact {
        PLACED,
        CHANGED,
        PAID,
        REFUNDED,
        CANCELLED
    }

    private final Story story;
    private final Map<Service, Deliveries> deliveries = new HashMap<>();
    private final Map<Service, Map<EffectName, Integer>> effects = new HashMap<>();
    private int events;
    private boolean shipped;
    private boolean parked;
    private boolean invoiced;
    private boolean settled;
    private boolean counted;

    private Expectation(Story story) {
        this.story = story;
    }

    static Expectation of(Story story) {
        Expectation expectation = new Expectation(story);
        Sale before = null;
        for (Sale sale : story.news()) {
            for (Fact fact : between(before, sale)) {
                expectation.happens(fact, sale);
            }
            before = sale;
        }
        return expectation;
    }

    private static List<Fact> between(@Nullable Sale before, Sale after) {
        List<Fact> facts = new ArrayList<>();
        if (before == null) {
            facts.add(Fact.PLACED);
        } else if (!before.note().equals(after.note()) || before.cancelled() != after.cancelled()) {
            // A cancelled order's lines are not to be shipped any more: that is a change of its own.
            facts.add(Fact.CHANGED);
        }
        if (after.paid() && (before == null || !before.paid())) {
            facts.add(Fact.PAID);
        }
        if (after.refundCount() > (before == null ? 0 : before.refundCount())) {
            facts.add(Fact.REFUNDED);
        }
        if (after.cancelled() && (before == null || !before.cancelled())) {
            facts.add(Fact.CANCELLED);
        }
        return facts;
    }

    private void happens(Fact fact, Sale sale) {
        events++;
        count(Service.FULFILLMENT, parked ? held() : shipping(fact, sale));
        count(Service.FINANCE, booking(fact, sale));
        count(Service.INVENTORY, counting(fact, sale));
    }

    private void count(Service adapter, Deliveries one) {
        deliveries.merge(adapter, one, Deliveries::plus);
    }

    private Deliveries shipping(Fact fact, Sale sale) {
        if (fact == Fact.CANCELLED && shipped) {
            return makes(Service.FULFILLMENT, "cancellation");
        }
        boolean asks = fact == Fact.PLACED || fact == Fact.PAID;
        if (!asks || !sale.paid() || sale.cancelled()) {
            return ignored();
        }
        if (story.trouble() == Trouble.SHIPBOB_REJECTS) {
            parked = true;
            return new Deliveries(0, 0, 1, 0, 0);
        }
        if (shipped) {
            return delivered();
        }
        shipped = true;
        return makes(Service.FULFILLMENT, "shipment");
    }

    private Deliveries booking(Fact fact, Sale sale) {
        if (fact == Fact.PLACED && !sale.cancelled()) {
            invoiced = true;
            return makes(Service.FINANCE, "invoice");
        }
        if (!invoiced) {
            return ignored();
        }
        return switch (fact) {
            case PAID -> settles("payment");
            case REFUNDED -> settles("credit-note", "payout");
            // A refund gives a part back: there is a rest to credit.
            case CANCELLED -> makes(Service.FINANCE, settled ? "credit-note" : "void");
            case PLACED, CHANGED -> ignored();
        };
    }

    private Deliveries settles(String... operations) {
        settled = true;
        return makes(Service.FINANCE, operations);
    }

    private Deliveries counting(Fact fact, Sale sale) {
        if (fact == Fact.PLACED && !sale.cancelled()) {
            counted = true;
            return delivered();
        }
        if (fact == Fact.CANCELLED && counted) {
            counted = false;
            return delivered();
        }
        return ignored();
    }

    private Deliveries makes(Service adapter, String... operations) {
        for (String operation : operations) {
            effects.computeIfAbsent(adapter, made -> new LinkedHashMap<>())
                    .merge(new EffectName(story.orderKey(), operation), 1, Integer::sum);
        }
        return delivered();
    }

    private static Deliveries delivered() {
        return new Deliveries(1, 0, 0, 0, 0);
    }

    private static Deliveries ignored() {
        return new Deliveries(0, 1, 0, 0, 0);
    }

    private static Deliveries held() {
        return new Deliveries(0, 0, 0, 1, 0);
    }

    String orderKey() {
        return story.news().isEmpty() ? "" : story.orderKey();
    }

    int events() {
        return events;
    }

    Deliveries deliveries(Service adapter) {
        return deliveries.getOrDefault(adapter, Deliveries.NONE);
    }

    /**
     * How often each change must have been made in this adapter's system, in the order of the events; a change that is
     * not named, never.
     */
    Map<EffectName, Integer> effects(Service adapter) {
        return Collections.unmodifiableMap(effects.getOrDefault(adapter, Map.of()));
    }

    /** Pieces of each item that must have left stock. */
    Map<String, Long> pieces() {
        Map<String, Long> pieces = new HashMap<>();
        if (counted) {
            for (SoldLine line : story.news().getLast().lines()) {
                pieces.merge(line.product().sku(), (long) line.quantity(), Long::sum);
            }
        }
        return pieces;
    }
}
