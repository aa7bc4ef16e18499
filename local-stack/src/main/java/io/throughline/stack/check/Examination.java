package io.throughline.stack.check;

import io.throughline.stack.database.AdapterTables;
import io.throughline.stack.database.Deliveries;
import io.throughline.stack.database.Figures;
import io.throughline.stack.database.IngestTables;
import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import io.throughline.stack.runbook.Rehearsal;
import io.throughline.stub.Fault;
import io.throughline.stub.storefront.WebhookSender;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a running system was told, and what came of it, there and on the dashboard. */
final class Examination {

    private static final Duration REPORTING_WAIT = Duration.ofSeconds(20);

    private final Stack stack;
    private final PrintStream out;
    private final IngestTables ingest;
    private final Map<Service, AdapterTables> adapters = new LinkedHashMap<>();
    private final Patience patience;
    private final Teller teller;
    private final List<Story> told = new ArrayList<>();

    /** @param longestWait for every delivery to end */
    Examination(Stack stack, PrintStream out, Duration longestWait) {
        this.stack = stack;
        this.out = out;
        this.patience = new Patience(longestWait);
        this.ingest = new IngestTables(stack.postgres());
        for (Service adapter : stack.lineup().counted()) {
            adapters.put(adapter, new AdapterTables(stack.postgres(), adapter.database()));
        }
        this.teller = new Teller(new WebhookSender(stack.ingest()));
    }

    /** Troubles the downstream systems as the stories ask, tells them, and returns when every webhook is answered. */
    void tell(List<Story> stories) {
        told(stories);
        teller.tell(stories);
    }

    /** These will be told by somebody else. */
    void told(List<Story> stories) {
        stories.forEach(this::cause);
        told.addAll(stories);
    }

    private void cause(Story story) {
        switch (story.trouble()) {
            case NONE -> {}
            case XERO_FAILS_TWICE -> stack.downstreams().xero().failFor(story.orderKey(), 2, Fault.UNAVAILABLE);
            case SHIPBOB_ANSWER_LOST -> stack.downstreams().shipBob().failFor(story.orderKey(), 1, Fault.DROPPED);
            case SHIPBOB_REJECTS -> stack.downstreams().shipBob().rejectFor(story.orderKey());
        }
    }

    Saboteur saboteur() {
        return new Saboteur(stack, ingest, adapters, patience);
    }

    Teller teller() {
        return teller;
    }

    /** Whether every delivery ended in time. */
    boolean awaitEnd() {
        return patience.await(this::isSettled);
    }

    /**
     * Whether ingest made good these orders, in time. By name: on a slow machine it also finds orders whose webhooks
     * are still on their way.
     */
    boolean awaitRepaired(List<Story> unheard) {
        List<String> orders = unheard.stream().map(Story::orderKey).toList();
        return patience.await(() -> ingest.repaired(orders) == orders.size());
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

    /** Everything but what the dashboard shows. */
    Report report(boolean settled) {
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
        report.audit(Audit.of(stack.downstreams(), adapters.keySet(), expectations), reordered(), unfinished());
        teller.surprises().forEach(report::complaint);
        if (!settled) {
            report.complaint("not everything has ended in time");
        }
        return report;
    }

    private List<String> reordered() {
        return adapters.values().stream()
                .flatMap(tables -> tables.reordered().stream())
                .toList();
    }

    private long unfinished() {
        return adapters.values().stream()
                .mapToLong(tables -> tables.deliveries().open())
                .sum();
    }

    /** The dashboard hears of outcomes a moment after they are committed. */
    void compareFigures(Report report) {
        if (!stack.lineup().services().contains(Service.DASHBOARD)) {
            return;
        }
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

    /** Who bought stands where it is needed, and nowhere else. */
    void searchPersonalData(Report report) {
        report.personalData(new Privacy(stack, told).findings());
    }

    /** Whether what the runbooks say can be done, with an order that somebody has to decide about. */
    void rehearseRunbooks(Report report) {
        String parked = told.stream()
                .filter(story -> story.trouble() == Trouble.SHIPBOB_REJECTS)
                .map(Story::orderKey)
                .findFirst()
                .orElseThrow();
        Rehearsal rehearsal = new Rehearsal(stack, parked);
        rehearsal.complaints().forEach(report::complaint);
        out.println(rehearsal.size() + " blocks of the runbooks were carried out");
    }

    /** Messages that an adapter keeps as dead letters. */
    List<String> deadLetters(Service adapter) {
        return new AdapterTables(stack.postgres(), adapter.database()).deadLetters();
    }

    void print(Report report) {
        if (!report.isRight()) {
            ingest.quarantined().forEach(line -> out.println("  quarantined: " + line));
        }
        out.println();
        out.print(report);
        out.println();
        report.wrong().forEach(line -> out.println("  WRONG " + line));
    }
}
