package io.throughline.stack.check;

import io.throughline.stack.database.AdapterTables;
import io.throughline.stack.database.Deliveries;
import io.throughline.stack.database.Figures;
import io.throughline.stack.database.IngestTables;
import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import io.throughline.testkit.Fault;
import io.throughline.testkit.storefront.WebhookSender;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells a running system of 200 difficult orders and counts what came of them, there and on the dashboard. */
public final class Check {

    private static final int ORDERS = 200;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(150);
    private static final Duration REPORTING_WAIT = Duration.ofSeconds(20);

    private final Stack stack;
    private final PrintStream out;
    private final IngestTables ingest;
    private final Map<Service, AdapterTables> adapters = new LinkedHashMap<>();
    private final Patience patience = new Patience(LONGEST_WAIT);
    private final Library library;
    private final Teller teller;
    private final List<Story> told = new ArrayList<>();

    public Check(Stack stack, Clock clock, PrintStream out) {
        this.stack = stack;
        this.out = out;
        this.ingest = new IngestTables(stack.postgres());
        for (Service adapter : Service.known()) {
            adapters.put(adapter, new AdapterTables(stack.postgres(), adapter.database()));
        }
        this.library = new Library(clock, stack.shops());
        this.teller = new Teller(new WebhookSender(stack.ingest()));
    }

    /** Whether every number is what it must be. */
    public boolean run(Sabotage sabotage) {
        tellEverything();
        boolean settled = patience.await(this::isSettled);
        Saboteur saboteur = new Saboteur(stack, ingest, adapters, patience);
        switch (sabotage) {
            case NONE -> loseMessage(saboteur);
            case SUPPRESSION -> saboteur.suppression();
            case LOST_EVENT -> loseOne(saboteur);
        }
        if (sabotage != Sabotage.NONE) {
            out.println("Sabotage done: " + sabotage.word());
        }
        settled &= patience.await(this::isSettled);
        return report(settled, sabotage);
    }

    private void tellEverything() {
        List<Story> orders = library.orders(ORDERS);
        orders.forEach(this::cause);
        int half = orders.size() / 2;
        tell(orders.subList(0, half));
        out.println("Half of the orders are sent; finance-adapter is killed and started again");
        stack.fleet().kill(Service.FINANCE);
        tell(orders.subList(half, orders.size() - half / 2));
        stack.fleet().startAgain(Service.FINANCE);
        tell(orders.subList(orders.size() - half / 2, orders.size()));
        tell(library.noise());
        out.println("All webhooks are answered; waiting until every delivery has ended");
    }

    private void tell(List<Story> stories) {
        told.addAll(stories);
        teller.tell(stories);
    }

    private void cause(Story story) {
        switch (story.trouble()) {
            case NONE -> {}
            case XERO_FAILS_TWICE -> stack.downstreams().xero().failFor(story.orderKey(), 2, Fault.UNAVAILABLE);
            case SHIPBOB_ANSWER_LOST -> stack.downstreams().shipBob().failFor(story.orderKey(), 1, Fault.DROPPED);
            case SHIPBOB_REJECTS -> stack.downstreams().shipBob().rejectFor(story.orderKey());
        }
    }

    /** No sabotage: the system has to find out and make it good. */
    private void loseMessage(Saboteur saboteur) {
        Story story = library.another();
        told.add(story);
        saboteur.loseMessage(story, teller, Service.FINANCE);
        out.println("A message is lost on its way to finance-adapter; waiting until it comes again");
    }

    private void loseOne(Saboteur saboteur) {
        Story story = library.another();
        told.add(story);
        saboteur.loseEvents(story, teller);
    }

    /** Every accepted webhook has ended, and every event in the log stands at every adapter where it stays. */
    private boolean isSettled() {
        stack.fleet().requireAlive();
        if (ingest.unended() > 0) {
            return false;
        }
        long events = ingest.events();
        return adapters.values().stream()
                .map(AdapterTables::deliveries)
                .allMatch(deliveries -> deliveries.settled() == events && deliveries.open() == 0);
    }

    private boolean report(boolean settled, Sabotage sabotage) {
        Report report = new Report();
        List<Expectation> expectations = told.stream().map(Expectation::of).toList();
        report.webhooks(WebhookCounts.observed(teller, ingest), WebhookCounts.expected(told));
        adapters.forEach((adapter, tables) -> report.adapter(
                adapter,
                tables.deliveries(),
                expectations.stream()
                        .map(expected -> expected.deliveries(adapter))
                        .reduce(Deliveries.NONE, Deliveries::plus),
                tables.unfinished()));
        report.audit(Audit.of(stack.downstreams(), expectations));
        if (sabotage == Sabotage.NONE) {
            compareFigures(report);
        }
        teller.surprises().forEach(report::complaint);
        if (!settled) {
            report.complaint("not everything has ended within " + LONGEST_WAIT.toSeconds() + " s");
        }
        if (!report.isRight()) {
            ingest.quarantined().forEach(line -> out.println("  quarantined: " + line));
        }
        print(report);
        return report.isRight();
    }

    /** The dashboard hears of outcomes a moment after they are committed. */
    private void compareFigures(Report report) {
        Patience brief = new Patience(REPORTING_WAIT);
        try (Dashboard dashboard = new Dashboard(stack.dashboard(), stack.dashboardPassword())) {
            adapters.forEach((adapter, tables) -> {
                Figures real = tables.figures();
                brief.await(() -> dashboard.figures(adapter.module()).equals(Optional.of(real)));
                dashboard
                        .figures(adapter.module())
                        .ifPresentOrElse(
                                shown -> report.figures(adapter, shown, real),
                                () -> report.complaint("the dashboard knows no " + adapter.module()));
            });
        }
    }

    private void print(Report report) {
        out.println();
        out.print(report);
        out.println();
        report.wrong().forEach(line -> out.println("  WRONG " + line));
        out.println(report.isRight() ? "Nothing is lost, nothing is doubled." : "The check has failed.");
    }
}
