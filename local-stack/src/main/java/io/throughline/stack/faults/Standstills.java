package io.throughline.stack.faults;

import io.throughline.emulator.faults.FaultKind;
import io.throughline.events.Topology;
import io.throughline.stack.database.AdapterTables;
import io.throughline.stack.database.HeldTable;
import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import io.throughline.stub.StubRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Brings an adapter and its twin to a standstill at a moment. */
public final class Standstills {

    private static final Duration LONGEST_RANDOM = Duration.ofSeconds(4);

    private final Stack stack;
    private final RandomGenerator random;

    public Standstills(Stack stack, RandomGenerator random) {
        this.stack = stack;
        this.random = random;
    }

    /** From now on the adapter stands still there; what it works on has to be told afterwards. */
    public Standstill at(Moment moment, Service adapter) {
        return switch (moment) {
            case ANY_TIME, ASKED -> new RandomInstant(either(adapter), millis(LONGEST_RANDOM));
            case BEFORE_INSERT -> statement(adapter, "delivery", "with incoming as");
            case BEFORE_COMPLETE -> unsettled(adapter);
            case BEFORE_CALL -> statement(adapter, "call_rate", "from call_rate");
            case DURING_CALL -> call(adapter, request -> true);
            case BETWEEN_CALLS -> call(adapter, second(adapter));
            case BEFORE_RESULT -> statement(adapter, "outcome", "insert into outcome");
            case BEFORE_REPORT -> unreported(adapter);
            case DEAD_LETTER -> DeadLetterUnsettled.of(stack, adapter, tables(adapter));
        };
    }

    private Service either(Service adapter) {
        return random.nextBoolean() ? adapter : adapter.twin();
    }

    private Duration millis(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis()));
    }

    private AdapterTables tables(Service adapter) {
        return new AdapterTables(stack.postgres(), adapter.database());
    }

    private Standstill statement(Service adapter, String table, String text) {
        return new StatementWaiting(HeldTable.take(stack.postgres(), adapter.database(), table), text, adapter);
    }

    private Standstill call(Service adapter, Predicate<StubRequest> concerned) {
        return new CallAtTheDoor(stack, adapter, stack.downstreams().of(adapter).hold(concerned), random.nextBoolean());
    }

    /** A request that only follows an answer to another one of the same delivery. */
    private static Predicate<StubRequest> second(Service adapter) {
        if (adapter.equals(Service.FULFILLMENT)) {
            return request -> request.path().endsWith(":cancel");
        }
        return adapter.equals(Service.FINANCE) ? Standstills::paysOut : StubRequest::isChange;
    }

    /** What is paid back follows the credit note of the same refund. */
    private static boolean paysOut(StubRequest request) {
        return request.isChange()
                && request.path().endsWith("/Payments")
                && request.body().contains("CreditNote");
    }

    /** Counted from when nothing can be settled: what is written down from then on is still the broker's, too. */
    private Standstill unsettled(Service adapter) {
        AdapterTables tables = tables(adapter);
        String subscription = Refused.subscription(adapter);
        AtomicLong before = new AtomicLong(Long.MAX_VALUE);
        Standstill refused = new Refused(
                stack.broker(),
                FaultKind.BUSY_SETTLEMENTS,
                subscription,
                List.of(adapter, adapter.twin()),
                () -> tables.recorded() > before.get()
                        && stack.broker().holds(subscription).locked() > 0);
        before.set(tables.recorded());
        return refused;
    }

    private Standstill unreported(Service adapter) {
        AdapterTables tables = tables(adapter);
        return new Refused(
                stack.broker(),
                FaultKind.BUSY_SENDS,
                Topology.OUTCOMES,
                List.of(adapter, adapter.twin()),
                () -> tables.unreported() > 0);
    }
}
