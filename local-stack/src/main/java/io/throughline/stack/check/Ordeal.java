package io.throughline.stack.check;

import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import io.throughline.events.Topology;
import io.throughline.stack.faults.Moment;
import io.throughline.stack.faults.Standstill;
import io.throughline.stack.faults.Standstills;
import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Kills each adapter at each moment of a delivery's life while orders come in, and PostgreSQL and the connections to
 * the broker now and then; in the end it counts what came of the orders.
 */
public final class Ordeal {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int ORDERS_A_BLOW = 3;

    private final Stack stack;
    private final PrintStream out;
    private final Library library;
    private final Examination examination;
    private final Standstills standstills;
    private final Killed killed = new Killed();

    /** @param seed of what is left to chance: when, which of two processes, whether a held call is carried out */
    public Ordeal(Stack stack, Clock clock, PrintStream out, long seed) {
        this.stack = stack;
        this.out = out;
        this.library = new Library(clock, stack.shops());
        this.examination = new Examination(stack, out, LONGEST_WAIT);
        this.standstills = new Standstills(stack, new SplittableRandom(seed));
    }

    /** Whether nothing is lost, doubled, reordered or unfinished after so many kills. */
    public boolean run(int kills, Sabotage sabotage) {
        List<Blow> blows = Blow.sequence(kills, stack.lineup().counted());
        blows.forEach(this::strike);
        out.println(killed.all() + " processes were killed; waiting until every delivery has ended");
        Report report = examination.report(examination.awaitEnd());
        examination.compareFigures(report);
        compareDeadLetters(report, blows);
        killed.complaints().forEach(report::complaint);
        tell(report);
        boolean unnoticed = sabotage == Sabotage.NONE || sabotaged();
        return unnoticed && report.isRight();
    }

    /** Whether nothing is wrong all the same. */
    private boolean sabotaged() {
        examination.saboteur().suppression();
        out.printf("%nSabotage done: %s; counting again%n", Sabotage.SUPPRESSION.word());
        Report report = examination.report(examination.awaitEnd());
        tell(report);
        return report.isRight();
    }

    private void tell(Report report) {
        examination.print(report);
        out.println(killed);
        out.print(report.ledger());
    }

    private void strike(Blow blow) {
        // Whoever starts while there is no database ends, and nobody here would start it again.
        stack.fleet().awaitReady(blow.strikesDatabase() ? stack.lineup().services() : blow.processes());
        if (blow.strikesBroker()) {
            stack.broker().faults().plant(Fault.dropConnections());
        }
        try (Orders orders = new Orders(stack.fleet(), examination, this::someOrders)) {
            List<Service> victims = kill(blow, orders);
            expireLocks(blow.adapter());
            if (blow.strikesDatabase()) {
                stack.postgres().killAndStartAgain();
            }
            victims.forEach(stack.fleet()::startAgain);
            announce(blow, victims);
        }
    }

    private List<Story> someOrders() {
        return Stream.concat(Stream.generate(library::next).limit(ORDERS_A_BLOW), library.takenBack().stream())
                .toList();
    }

    /** The adapter is brought to the place and not waited for: orders come until it stands there. */
    private List<Service> kill(Blow blow, Orders orders) {
        try (Standstill place = standstills.at(blow.moment(), blow.adapter())) {
            List<Service> victims = new ArrayList<>();
            if (orders.comeUntil(() -> victims.addAll(place.standing()))) {
                killed.add(blow, victims.size());
            } else {
                victims.add(blow.adapter());
                killed.addMissed(blow);
            }
            for (Service victim : victims) {
                end(blow, victim);
                place.killed(victim);
            }
            return victims;
        }
    }

    private void end(Blow blow, Service victim) {
        if (!blow.moment().isPolite()) {
            stack.fleet().kill(victim);
        } else if (!stack.fleet().ask(victim)) {
            killed.addDeaf(blow);
        }
    }

    /** What the dead held comes again at once instead of after a minute. */
    private void expireLocks(Service adapter) {
        String subscription = Topology.ORDERS + "/subscriptions/" + adapter.module();
        stack.broker().faults().plant(Fault.of(FaultKind.EXPIRE_LOCKS, subscription));
        stack.broker().faults().plant(Fault.of(FaultKind.EXPIRE_LOCKS, subscription + "/$deadletterqueue"));
    }

    private void announce(Blow blow, List<Service> victims) {
        out.printf(
                "  %3d  %-46s %s%s%s%s%n",
                blow.number(),
                String.join(" and ", victims.stream().map(Service::name).toList()),
                killed.hasMissed(blow) ? "NOT " : "",
                blow.moment().words(),
                blow.strikesBroker() ? ", connections to the broker dropped" : "",
                blow.strikesDatabase() ? ", PostgreSQL killed" : "");
    }

    private void compareDeadLetters(Report report, List<Blow> blows) {
        for (Service adapter : stack.lineup().counted()) {
            report.deadLetters(adapter, examination.deadLetters(adapter), (int) blows.stream()
                    .filter(blow -> blow.moment() == Moment.DEAD_LETTER
                            && blow.adapter().equals(adapter))
                    .count());
        }
    }
}
