package io.throughline.dashboard.ledger;

import io.throughline.dashboard.ledger.NotYet.Reason;
import io.throughline.dashboard.ledger.Timeline.Delivery;
import io.throughline.dashboard.ledger.Timeline.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says of what is open in an order why it is. */
public final class OpenDeliveries {

    private final List<Step> steps;
    private final Known known;
    private final Set<Integer> seen;

    private OpenDeliveries(List<Step> steps, Known known) {
        this.steps = steps;
        this.known = known;
        this.seen = steps.stream().map(Step::sequence).collect(Collectors.toSet());
    }

    /**
     * What it is judged by.
     *
     * @param first the earliest event that is surely still known: 1, unless the order is so old that it was forgotten
     * @param pulses newest heartbeats by integration
     * @param freshAfter a heartbeat from before says nothing
     */
    public record Known(int first, Map<String, Pulse> pulses, Instant freshAfter) {}

    /** The same events, each open delivery with its reason. */
    public static List<Step> explained(List<Step> steps, Known known) {
        OpenDeliveries open = new OpenDeliveries(steps, known);
        return steps.stream()
                .map(step -> step.with(step.deliveries().stream()
                        .map(one -> one.isOpen() ? one.because(open.reason(step.sequence(), one.integration())) : one)
                        .toList()))
                .toList();
    }

    private NotYet reason(int sequence, String integration) {
        return IntStream.range(known.first, sequence)
                .filter(earlier -> !seen.contains(earlier))
                .mapToObj(missing -> new NotYet(Reason.MISSING, missing))
                .findFirst()
                .or(() -> earlier(sequence, integration, Delivery::isParked).map(one -> new NotYet(Reason.HELD, one)))
                .or(() -> halted(integration))
                .or(() -> earlier(sequence, integration, Delivery::isOpen).map(one -> new NotYet(Reason.BEHIND, one)))
                .orElseGet(() -> new NotYet(Reason.DUE, null));
    }

    private Optional<Integer> earlier(int sequence, String integration, Predicate<Delivery> standing) {
        return steps.stream()
                .filter(step -> step.sequence() < sequence)
                .filter(step -> step.at(integration).filter(standing).isPresent())
                .map(Step::sequence)
                .findFirst();
    }

    private Optional<NotYet> halted(String integration) {
        Pulse pulse = known.pulses.get(integration);
        if (pulse == null || pulse.at().isBefore(known.freshAfter)) {
            return Optional.of(new NotYet(Reason.BLIND, null));
        }
        if (pulse.paused()) {
            return Optional.of(new NotYet(Reason.PAUSED, null));
        }
        return pulse.breakerOpen() ? Optional.of(new NotYet(Reason.BREAKER, null)) : Optional.empty();
    }
}
