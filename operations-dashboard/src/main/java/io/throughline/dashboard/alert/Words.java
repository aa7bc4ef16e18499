package io.throughline.dashboard.alert;

import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Incident.Course;
import io.throughline.dashboard.ledger.Stake;
import io.throughline.dashboard.store.NoticeStore.Notice;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is said of an incident. Never an order, and nothing that tells who a person is. */
record Words(String title, String text) {

    private static final List<String> SERVICES = List.of("order-ingest-service", "operations-dashboard");

    static Words of(Notice notice, URI dashboard) {
        Incident incident = notice.incident();
        Course course = Objects.requireNonNull(incident.course(), "Nobody is told of what did not fire");
        String base = dashboard.toString().replaceAll("/+$", "");
        String alert = incident.subject().alert().word();
        String integration = incident.subject().integration();
        boolean over = notice.kind().equals("resolved");
        String title = (over ? "[ended] " : "[" + course.severity().word() + "] ") + alert + " in " + integration;
        String page = SERVICES.contains(integration) ? base + "/alerts" : base + "/integrations/" + integration;
        String text = title + "\n"
                + incident.worth().summary() + "\n"
                + "Likely cause: " + incident.worth().cause() + "\n"
                + (over ? "Was at stake at most: " : "At stake: ")
                + spoken(over ? incident.worth().most() : incident.worth().now()) + "\n"
                + "Fired at: " + course.firedAt() + "\n"
                + (course.resolvedAt() == null ? "" : "Ended at: " + course.resolvedAt() + "\n")
                + "Runbook: " + base + "/runbooks/" + alert + "\n"
                + (incident.worth().failureCause() == null
                        ? "Page: " + page
                        : "Failure: " + base + "/failures/" + integration + "/"
                                + incident.worth().failureCause());
        return new Words(title, text);
    }

    private static String spoken(Stake stake) {
        if (stake.orders() == null) {
            return "unknown";
        }
        String money = stake.money().stream()
                .map(amount ->
                        ", " + amount.currency() + " " + amount.toDecimal().toPlainString())
                .collect(Collectors.joining());
        return stake.orders() + (stake.orders() == 1 ? " order" : " orders") + money;
    }
}
