package io.throughline.ingest.publish;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.events.outcome.GapDetected;
import io.throughline.events.outcome.OutcomeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Of everything that integrations report, takes which events they miss. */
@Component
class GapReports implements BatchSink {

    private static final String KIND = "gaps";

    private final Redelivery redelivery;

    GapReports(Redelivery redelivery) {
        this.redelivery = redelivery;
    }

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        List<Refusal> refusals = new ArrayList<>();
        for (InboundMessage message : batch) {
            try {
                gaps(message.body()).ifPresent(redelivery::fill);
            } catch (JacksonException unreadable) {
                refusals.add(new Refusal(message, "unreadable-outcome", "Not a report that this release can read"));
            }
        }
        return refusals;
    }

    /** Only the kind is read of all other reports, so that one of a kind that is new harms nobody here. */
    private static Optional<GapDetected> gaps(byte[] body) {
        Kind kind = Json.mapper().readValue(body, Kind.class);
        return KIND.equals(kind.kind())
                ? Optional.of((GapDetected) Json.mapper().readValue(body, OutcomeMessage.class))
                : Optional.empty();
    }

    private record Kind(@Nullable String kind) {}
}
