package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Deed;
import io.throughline.dashboard.ledger.FailureGroup;
import io.throughline.dashboard.ledger.Handover;
import io.throughline.dashboard.ledger.Handover.Fired;
import io.throughline.dashboard.ledger.Handover.Kept;
import io.throughline.dashboard.ledger.Handover.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** A handover as a person reads it: the same sections on the page and as text. */
record HandoverView(Moment since, Moment until, List<Section> sections) {

    /** More than this nobody reads at the change of shift; the rest is on its own page. */
    private static final int MOST = 25;

    /**
     * A part of the page.
     *
     * @param empty what is said when there is nothing
     * @param more how many lines were left out, with where they are
     */
    record Section(
            String title,
            String empty,
            List<Line> lines,
            @Nullable Link more) {

        static Section of(String title, String empty, List<Line> lines, String page) {
            int rest = lines.size() - MOST;
            return new Section(
                    title,
                    empty,
                    lines.stream().limit(MOST).toList(),
                    rest > 0 ? new Link(Spoken.count(rest) + " more", page) : null);
        }
    }

    record Link(String text, String address) {}

    /** @param at when it happened; absent for what is so now */
    record Line(Link about, String says, @Nullable Moment at) {}

    /** Every section, in the order in which they are read. */
    static HandoverView of(Handover handover) {
        return new HandoverView(
                Moment.at(handover.since()),
                Moment.at(handover.until()),
                List.of(
                        Section.of(
                                "Open now",
                                "Nothing waits for anybody.",
                                lines(handover.open(), HandoverView::open),
                                "/"),
                        Section.of("Fired", "No alert fired.", lines(handover.fired(), HandoverView::fired), "/alerts"),
                        Section.of(
                                "Failed anew",
                                "Nothing failed for a new cause, or again.",
                                lines(handover.failed(), HandoverView::failed),
                                "/failures"),
                        Section.of(
                                "Done", "Nobody did anything.", lines(handover.done(), HandoverView::done), "/audit"),
                        Section.of(
                                "Promises",
                                "No integration has been heard of yet.",
                                lines(handover.kept(), HandoverView::kept),
                                "/slo")));
    }

    private static <T> List<Line> lines(List<T> things, Function<T, Line> line) {
        return things.stream().map(line).toList();
    }

    private static Line open(Open open) {
        return new Line(integration(open.integration(), open.title()), says(open), null);
    }

    private static String says(Open open) {
        List<String> words = new ArrayList<>();
        counted(words, open.unaccounted(), "unaccounted");
        counted(words, open.unreceived(), "not received");
        counted(words, open.parked(), "parked");
        counted(words, open.held(), "held behind a parked one");
        told(words, open.silent(), "silent");
        told(words, open.paused(), "calls paused");
        told(words, open.breakerOpen(), "breaker open");
        return String.join(", ", words);
    }

    private static void counted(List<String> words, long count, String what) {
        told(words, count > 0, Spoken.count(count) + " " + what);
    }

    private static void told(List<String> words, boolean so, String what) {
        if (so) {
            words.add(what);
        }
    }

    private static Line fired(Fired fired) {
        Instant ended = fired.resolvedAt();
        String course = ended == null
                ? fired.severity().word() + ", fires"
                : "ended after " + Spoken.duration(Duration.between(fired.firedAt(), ended));
        return new Line(
                new Link(fired.alert().word(), address("runbooks", fired.alert().word())),
                course + " in " + fired.integration() + ": " + fired.summary() + " At stake: "
                        + Spoken.stake(fired.most()) + ".",
                Moment.at(fired.firedAt()));
    }

    private static Line failed(FailureGroup group) {
        String address = address("failures", group.integration(), group.cause());
        String parked = group.parked().deliveries() == 0
                ? "nothing of it is parked any more"
                : Spoken.counted(group.parked().deliveries(), "delivery", "deliveries") + " parked"
                        + group.atStake().stream()
                                .map(amount -> ", " + Spoken.money(amount))
                                .collect(Collectors.joining());
        return new Line(
                new Link(group.code(), address),
                (group.reopened() ? "again" : "new") + " in " + group.integration() + ", "
                        + group.state().word() + ": " + parked,
                Moment.at(group.seen().lastAt()));
    }

    private static Line done(Deed deed) {
        String about = deed.orderKey() == null ? "" : " of " + deed.orderKey();
        return new Line(
                new Link(deed.kind(), "/audit"),
                deed.actor() + " in " + deed.integration() + about + ": " + deed.reason(),
                Moment.at(deed.at()));
    }

    private static Line kept(Kept kept) {
        OptionalDouble adherence = kept.decided().adherence();
        String says = adherence.isEmpty()
                ? "nothing was due"
                : Spoken.atLeast(adherence) + " in time, "
                        + Spoken.count(kept.decided().missed()) + " of "
                        + Spoken.count(kept.decided().all()) + " missed";
        return new Line(integration(kept.integration(), kept.title()), says, null);
    }

    private static Link integration(String name, String title) {
        return new Link(title, address("integrations", name));
    }

    private static String address(String... segments) {
        return UriComponentsBuilder.fromPath("/")
                .pathSegment(segments)
                .build()
                .encode()
                .toUriString();
    }

    /** For a ticket or a chat. */
    String text() {
        return "Handover\nfrom " + since.text() + "\nto   " + until.text() + "\n"
                + sections.stream().map(HandoverView::text).collect(Collectors.joining());
    }

    private static String text(Section section) {
        StringBuilder text = new StringBuilder("\n" + section.title + "\n");
        if (section.lines.isEmpty()) {
            text.append("  ").append(section.empty).append('\n');
        }
        for (Line line : section.lines) {
            String at = line.at == null ? "" : line.at.utc() + "  ";
            // What somebody typed is one line, whatever he typed.
            text.append("- ")
                    .append((at + line.about.text + ": " + line.says).replaceAll("\\s+", " "))
                    .append('\n');
        }
        if (section.more != null) {
            text.append("  ").append(section.more.text).append('\n');
        }
        return text.toString();
    }
}
