package io.throughline.ingest.understand;

import io.throughline.backbone.json.Json;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.events.order.Totals;
import io.throughline.ingest.Fixtures;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * The life of one order at its storefront, drawn from a seed: what it looked like when. Only what a storefront can do
 * happens: nothing is fulfilled before it is paid for, no more is refunded than was paid, a refund is settled upwards.
 */
final class OrderLife {

    /** What a life must not lack among ten thousand. */
    enum Turn {
        AUTHORIZED,
        VOIDED,
        PAID,
        FULFILLED,
        REFUNDED_BEFORE_FULFILLMENT,
        REFUNDED_AFTER_FULFILLMENT,
        REFUND_SETTLED_LATER,
        REFUND_DELETED,
        LINES_EDITED,
        NOTED,
        CANCELLED,
        CANCELLED_THEN_PAID,
        DELETED,
        TWICE_WITHIN_A_SECOND,
        BEFORE_GO_LIVE
    }

    /** The order as it was from this instant on. */
    record Moment(Instant at, Order order) {}

    static final Instant CREATED = Instant.parse("2026-05-01T08:00:00Z");

    private static final Order BLANK = Json.mapper().treeToValue(blank(), Order.class);
    private static final long PRICE = 500;

    private final Random random;
    private final List<Moment> moments = new ArrayList<>();
    private final Set<Turn> turns = EnumSet.noneOf(Turn.class);
    private final List<Refund> refunds = new ArrayList<>();
    private final int[] ordered = {4, 2};
    private final int[] removed = {0, 0};
    private final int[] cancelled = {0, 0};
    private final int[] fulfilled = {0, 0};
    private final int[] returned = {0, 0};
    private final String id;
    private String note = "";
    private String status = OrderStatus.OPEN;
    private String payment = "pending";
    private int refundNumber;
    private boolean deleted;
    private Instant now = CREATED;

    OrderLife(long seed) {
        this.random = new Random(seed);
        this.id = "L-" + seed;
        if (random.nextBoolean()) {
            pay();
        }
        record();
        int steps = random.nextInt(11);
        for (int step = 0; step < steps; step++) {
            step(1 + random.nextInt(600));
        }
        if (random.nextInt(6) == 0) {
            delete();
        }
        if (random.nextInt(12) == 0) {
            turns.add(Turn.BEFORE_GO_LIVE);
        }
    }

    /** In their order; of two within a second both have the same version. */
    List<Moment> moments() {
        return List.copyOf(moments);
    }

    Set<Turn> turns() {
        return turns;
    }

    Order last() {
        return moments.getLast().order();
    }

    /** Whether it was deleted, at {@link #deletedAt()}. */
    boolean isDeleted() {
        return deleted;
    }

    Instant deletedAt() {
        return now;
    }

    Instant ownedFrom() {
        return turns.contains(Turn.BEFORE_GO_LIVE) ? CREATED.plusSeconds(1) : CREATED;
    }

    /** The latest that was true at this instant. */
    Order at(Instant instant) {
        return moments.reversed().stream()
                .filter(moment -> !moment.at().isAfter(instant))
                .findFirst()
                .orElseThrow()
                .order();
    }

    private void step(int seconds) {
        boolean sameSecond = random.nextInt(7) == 0 && now.plusMillis(100).getEpochSecond() == now.getEpochSecond();
        Instant before = now;
        now = sameSecond ? now.plusMillis(100) : now.plusSeconds(seconds);
        List<BooleanSupplier> possible = List.of(
                this::authorize,
                this::voidPayment,
                this::pay,
                this::fulfill,
                this::fulfill,
                this::refund,
                this::refund,
                this::refund,
                this::settle,
                this::settle,
                this::takeBack,
                this::edit,
                this::comment,
                this::cancel);
        if (possible.get(random.nextInt(possible.size())).getAsBoolean()) {
            record();
            if (sameSecond) {
                turns.add(Turn.TWICE_WITHIN_A_SECOND);
            }
        } else {
            now = before;
        }
    }

    /** Of an order that is gone nobody can ask which of two contents of one version was the last. */
    private void delete() {
        now = now.plusSeconds(60);
        note = "to be deleted";
        record();
        now = now.plusSeconds(60);
        deleted = true;
        turns.add(Turn.DELETED);
    }

    private boolean authorize() {
        if (!payment.equals("pending") || isEnded()) {
            return false;
        }
        payment = "authorized";
        return did(Turn.AUTHORIZED);
    }

    private boolean voidPayment() {
        if (!payment.equals("authorized") || shipped() > 0) {
            return false;
        }
        payment = "voided";
        return did(Turn.VOIDED);
    }

    private boolean pay() {
        if (!Set.of("pending", "authorized").contains(payment)) {
            return false;
        }
        payment = OrderStatus.PAID;
        turns.add(isEnded() ? Turn.CANCELLED_THEN_PAID : Turn.PAID);
        return true;
    }

    private boolean fulfill() {
        int line = random.nextInt(2);
        if (isEnded()
                || open(line) == 0
                || Set.of("pending", "voided", "refunded").contains(payment)) {
            return false;
        }
        fulfilled[line] += 1 + random.nextInt(open(line));
        return did(Turn.FULFILLED);
    }

    private boolean refund() {
        int line = random.nextInt(2);
        boolean shipped = fulfilled[line] > returned[line];
        boolean none = !shipped && open(line) == 0;
        if (none
                || refundable() < PRICE
                || !Set.of("paid", "partially-refunded").contains(payment)) {
            return false;
        }
        if (shipped) {
            returned[line]++;
            turns.add(Turn.REFUNDED_AFTER_FULFILLMENT);
        } else {
            cancelled[line]++;
            turns.add(Turn.REFUNDED_BEFORE_FULFILLMENT);
        }
        refunds.add(refundOf(line, shipped ? "return" : "cancel", random.nextBoolean() ? 0 : PRICE));
        paymentAfterRefunds();
        return true;
    }

    private Refund refundOf(int line, String restock, long settled) {
        RefundLine goods =
                new RefundLine(String.valueOf(line + 1), BigDecimal.ONE, restock, null, euros(PRICE), euros(0));
        return new Refund("r" + ++refundNumber, now, null, List.of(goods), euros(0), euros(0), euros(settled));
    }

    private boolean settle() {
        for (int i = 0; i < refunds.size(); i++) {
            Refund refund = refunds.get(i);
            if (refund.settled().minor() < PRICE) {
                refunds.set(i, settled(refund, refund.settled().minor() == 0 && random.nextBoolean() ? 200 : PRICE));
                paymentAfterRefunds();
                return did(Turn.REFUND_SETTLED_LATER);
            }
        }
        return false;
    }

    private static Refund settled(Refund refund, long amount) {
        return new Refund(
                refund.refundId(),
                refund.createdAt(),
                null,
                refund.lines(),
                refund.shipping(),
                refund.adjustment(),
                euros(amount));
    }

    private boolean takeBack() {
        if (refunds.isEmpty() || isEnded()) {
            return false;
        }
        RefundLine goods = refunds.removeLast().lines().getFirst();
        int line = Integer.parseInt(goods.lineId()) - 1;
        (goods.restockType().equals("return") ? returned : cancelled)[line]--;
        paymentAfterRefunds();
        return did(Turn.REFUND_DELETED);
    }

    private void paymentAfterRefunds() {
        long settled = total() - refundable();
        payment = settled == 0 ? OrderStatus.PAID : settled >= total() ? "refunded" : "partially-refunded";
    }

    private boolean edit() {
        int line = random.nextInt(2);
        if (isEnded() || payment.equals("refunded") || payment.equals("voided")) {
            return false;
        }
        if (random.nextBoolean()) {
            ordered[line]++;
        } else if (open(line) > 0 && refundable() > PRICE) {
            removed[line]++;
        } else {
            return false;
        }
        return did(Turn.LINES_EDITED);
    }

    private boolean comment() {
        note = "note " + random.nextInt(1000);
        return did(Turn.NOTED);
    }

    private boolean cancel() {
        if (isEnded() || random.nextBoolean()) {
            return false;
        }
        status = OrderStatus.CANCELLED;
        return did(Turn.CANCELLED);
    }

    private boolean did(Turn turn) {
        turns.add(turn);
        return true;
    }

    private boolean isEnded() {
        return status.equals(OrderStatus.CANCELLED);
    }

    private int open(int line) {
        return ordered[line] - removed[line] - cancelled[line] - fulfilled[line];
    }

    private int shipped() {
        return fulfilled[0] + fulfilled[1];
    }

    private long total() {
        return PRICE * (ordered[0] - removed[0] + ordered[1] - removed[1]);
    }

    private long refundable() {
        return total()
                - refunds.stream().mapToLong(refund -> refund.settled().minor()).sum();
    }

    private void record() {
        Order order = new Order(
                "standard:own-shop:" + id,
                id,
                id,
                CREATED,
                now.truncatedTo(ChronoUnit.SECONDS),
                null,
                false,
                false,
                "EUR",
                new OrderStatus(status, payment, shipped() == 0 ? "unfulfilled" : "partial"),
                null,
                null,
                null,
                List.of(),
                List.of(line(0), line(1)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                refunds,
                totals(),
                note);
        if (moments.isEmpty() || !order.equals(moments.getLast().order())) {
            moments.add(new Moment(now, order));
        }
    }

    private OrderLine line(int line) {
        OrderLine blank = BLANK.lines().getFirst();
        return new OrderLine(
                String.valueOf(line + 1),
                null,
                "SKU-" + line,
                blank.title(),
                blank.kind(),
                new Quantities(
                        BigDecimal.valueOf(ordered[line]),
                        BigDecimal.valueOf(removed[line] + cancelled[line]),
                        BigDecimal.valueOf(fulfilled[line]),
                        BigDecimal.valueOf(returned[line]),
                        BigDecimal.valueOf(open(line))),
                BigDecimal.valueOf(PRICE, 2),
                List.of(),
                List.of(),
                euros(PRICE * (ordered[line] - removed[line])),
                true,
                null,
                null,
                null);
    }

    private Totals totals() {
        Totals zero = BLANK.totals();
        return new Totals(
                euros(total()),
                zero.discounts(),
                zero.shipping(),
                zero.fees(),
                zero.duties(),
                zero.tax(),
                zero.rounding(),
                euros(total()),
                null,
                null,
                zero.check());
    }

    private static ObjectNode blank() {
        ObjectNode tree = Fixtures.tree(Fixtures.CANONICAL);
        ObjectNode check = ((ObjectNode) tree.get("totals")).putObject("check");
        check.put("ok", true)
                .putObject("delta")
                .put("currency", "EUR")
                .put("minor", 0)
                .put("exponent", 2);
        return tree;
    }

    private static Money euros(long cents) {
        return new Money("EUR", cents, 2);
    }
}
