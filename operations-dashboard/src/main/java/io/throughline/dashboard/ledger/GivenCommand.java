package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command and what became of it.
 *
 * @param state {@code sent} until the integration answers, then its newest answer
 * @param detail what the integration said about it as a whole
 * @param total deliveries it is about, where that is told
 * @param counts deliveries by answer
 * @param deliveries newest answers first, as many as a list may have
 */
public record GivenCommand(
        Given command,
        String state,
        @Nullable String detail,
        @Nullable Integer total,
        SortedMap<String, Long> counts,
        List<Said> deliveries) {

    /** Who wished what, and when. */
    public record Given(
            UUID commandId, String kind, String integration, String actor, String role, String reason, Instant at) {}

    /** One answer, to one delivery or about the command as a whole. */
    public record Said(
            @Nullable UUID orderRef,
            @Nullable Integer sequence,
            String answer,
            @Nullable String detail,
            @Nullable Integer total,
            Instant at) {}

    /** @param whole answers about the command as a whole, newest first, as {@code deliveries} are */
    public static GivenCommand of(Given given, Map<String, Long> counts, List<Said> whole, List<Said> deliveries) {
        Said newest = whole.isEmpty() ? (deliveries.isEmpty() ? null : deliveries.getFirst()) : whole.getFirst();
        Integer total = whole.stream()
                .map(Said::total)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new GivenCommand(
                given,
                newest == null ? "sent" : newest.answer(),
                newest == null ? null : newest.detail(),
                total,
                new TreeMap<>(counts),
                deliveries);
    }
}
