package io.throughline.stack.check;

import io.throughline.stack.database.Deliveries;
import io.throughline.stack.database.Figures;
import io.throughline.stack.parts.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The check's table, and every number in it that is not what it must be. */
final class Report {

    private static final String ROW = "  %-22s %9s %9s%n";

    private final StringBuilder table = new StringBuilder();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Long> ledger = new LinkedHashMap<>();
    private String part = "";

    private void number(String name, long real, long expected) {
        table.append(ROW.formatted("  " + name, real, expected));
        if (real != expected) {
            wrong.add(part + ": " + name + " " + real + " instead of " + expected);
        }
    }

    /** The numbers that follow are about this. */
    private void head(String title) {
        part = title;
        table.append(ROW.formatted(title, "counted", "must be"));
    }

    void webhooks(WebhookCounts real, WebhookCounts expected) {
        head("webhooks");
        number("sent", real.sent(), expected.sent());
        number("accepted", real.accepted(), expected.accepted());
        number("duplicate", real.duplicate(), expected.duplicate());
        number("quarantined", real.quarantined(), expected.quarantined());
        number("refused", real.refused(), expected.refused());
        number("ended as events", real.events(), expected.events());
        number("ended as no-change", real.noChange(), expected.noChange());
    }

    /** @param unfinished its deliveries that are not finished, a line each: named when a number is wrong */
    void adapter(Service adapter, Deliveries real, Deliveries expected, List<String> unfinished) {
        head(adapter.module());
        number("delivered", real.delivered(), expected.delivered());
        number("ignored", real.ignored(), expected.ignored());
        number("parked", real.parked(), expected.parked());
        number("held", real.held(), expected.held());
        number("open", real.open(), expected.open());
        if (!real.equals(expected)) {
            unfinished.forEach(line -> wrong.add(part + ": not finished " + line));
        }
    }

    /** @param shown by the dashboard, {@code real} counted from the adapter's own rows */
    void figures(Service adapter, Figures shown, Figures real) {
        head("dashboard: " + adapter.database());
        number("delivered", shown.delivered(), real.delivered());
        number("ignored", shown.ignored(), real.ignored());
        number("discarded", shown.discarded(), real.discarded());
        number("parked", shown.parked(), real.parked());
        number("attempts", shown.attempts(), real.attempts());
        number("failed attempts", shown.failedAttempts(), real.failedAttempts());
        number("lag p50, ms", shown.lagP50Millis(), real.lagP50Millis());
        number("lag p99, ms", shown.lagP99Millis(), real.lagP99Millis());
    }

    /**
     * @param finishedTooEarly deliveries that did not wait for the one before them, a line each
     * @param unfinished deliveries that are still to be carried out
     */
    void audit(Audit audit, List<String> finishedTooEarly, long unfinished) {
        head("downstream systems");
        number("lost", audit.lostCount(), 0);
        audit.lost().forEach(finding -> wrong.add("lost: " + finding));
        number("doubled", audit.doubledCount(), 0);
        audit.doubled().forEach(finding -> wrong.add("doubled: " + finding));
        number("reordered", audit.reordered().size() + finishedTooEarly.size(), 0);
        audit.reordered().forEach(finding -> wrong.add("reordered: " + finding));
        finishedTooEarly.forEach(line -> wrong.add("reordered: " + line));
        number("unfinished", unfinished, 0);
        ledger.put("lost", audit.lostCount());
        ledger.put("doubled", audit.doubledCount());
        ledger.put("reordered", (long) audit.reordered().size() + finishedTooEarly.size());
        ledger.put("unfinished", unfinished);
    }

    /** @param found where a buyer's data stand and should not, a line each */
    void personalData(List<String> found) {
        head("personal data");
        number("out of place", found.size(), 0);
        found.forEach(line -> wrong.add("personal data " + line));
    }

    /** @param kept messages that nobody can read, once for each time that they are kept */
    void deadLetters(Service adapter, List<String> kept, int expected) {
        head("dead letters: " + adapter.database());
        number("kept", kept.size(), expected);
        number("kept, each once", kept.stream().distinct().count(), expected);
    }

    /** Changes in the downstream systems and deliveries that are not as they must be, in four words. */
    String ledger() {
        StringBuilder four = new StringBuilder();
        ledger.forEach((word, count) -> four.append("  %-12s %9d%n".formatted(word, count)));
        return four.toString();
    }

    /** Something else that must not be. */
    void complaint(String line) {
        wrong.add(line);
    }

    boolean isRight() {
        return wrong.isEmpty();
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
