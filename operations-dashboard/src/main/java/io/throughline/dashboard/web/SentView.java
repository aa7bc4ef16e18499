package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Message;
import io.throughline.dashboard.ledger.Message.Exchanged;
import io.throughline.events.outcome.Exchange;
import io.throughline.events.outcome.SentField;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was sent and what came back, on the page of a delivery.
 *
 * @param exchange absent where nothing is known of it
 * @param rows of its fields those that are looked at
 * @param only whether these are only those that are not the event's
 */
record SentView(@Nullable Exchange exchange, List<Row> rows, boolean only) {

    private static final Set<String> EVENTS = Set.of("same", "number", "money", "date", "contains");

    static SentView of(Message message, boolean only) {
        Exchanged exchanged = message.exchanged();
        Exchange told = exchanged == null ? null : exchanged.told();
        return new SentView(
                told,
                told == null
                        ? List.of()
                        : told.fields().stream()
                                .filter(field -> !only || !isEvents(field))
                                .map(Row::new)
                                .toList(),
                only);
    }

    /** One field beside the event. */
    record Row(SentField field) {

        /** How it stands to the event, in words; colour says it once more. */
        public String word() {
            return switch (field.match()) {
                case "same" -> "equals";
                case "number" -> "equals as a number";
                case "money" -> "equals as money";
                case "date" -> "equals as a date";
                case "case" -> "differs in case or blanks";
                case "none" -> "not in the event";
                default -> field.match();
            };
        }

        public String tone() {
            return isDiffering(field) ? "differs" : isEvents(field) ? "equal" : "made";
        }
    }

    private static boolean isEvents(SentField field) {
        return EVENTS.contains(field.match());
    }

    private static boolean isDiffering(SentField field) {
        return field.match().equals("differs") || field.match().equals("case");
    }

    public boolean isCompared() {
        return exchange != null && !exchange.fields().isEmpty();
    }

    public long differing() {
        return exchange == null
                ? 0
                : exchange.fields().stream().filter(SentView::isDiffering).count();
    }

    public long notTheEvents() {
        return exchange == null
                ? 0
                : exchange.fields().stream().filter(field -> !isEvents(field)).count();
    }

    /** The answer in a sentence. */
    public String summary() {
        int all = exchange == null ? 0 : exchange.fields().size();
        long made = notTheEvents() - differing();
        return (differing() == 0
                        ? "Nothing that was sent contradicts the event"
                        : differing() + " of " + fields(all) + " differ" + (differing() == 1 ? "s" : "")
                                + " from the event")
                + (made == 0 ? "." : made == 1 ? "; 1 is not in it." : "; " + made + " are not in it.");
    }

    private static String fields(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }

    /** Why a body is shown as it was, without a comparison. */
    public String uncompared() {
        String why = exchange == null || exchange.uncompared() == null ? "" : exchange.uncompared();
        return switch (why) {
            case "not-json" -> "The body is no JSON, so it is not compared with the event field by field.";
            case "too-large" -> "The body is too large to be compared with the event; this is its beginning.";
            case "shared" -> "The call was about several events, and no part of it names this order.";
            default -> "The body was not compared with the event: " + why + ".";
        };
    }
}
