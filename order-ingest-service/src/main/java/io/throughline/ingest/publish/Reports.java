package io.throughline.ingest.publish;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.events.outcome.AdoptionRequested;
import io.throughline.events.outcome.GapDetected;
import io.throughline.events.outcome.OutcomeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Of everything that integrations report, takes which events they miss, and who asks where its orders begin. */
@Component
public class Reports implements BatchSink {

    private static final Set<String> KINDS = Set.of("gaps", "adoption-requested");

    private final Redelivery redelivery;
    private final AdoptionDesk adoptions;

    Reports(Redelivery redelivery, AdoptionDesk adoptions) {
        this.redelivery = redelivery;
        this.adoptions = adoptions;
    }

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        List<Refusal> refusals = new ArrayList<>();
        for (InboundMessage message : batch) {
            try {
                take(message.body());
            } catch (JacksonException | IllegalArgumentException unreadable) {
                refusals.add(new Refusal(message, "unreadable-outcome", "Not a report that this release can read"));
            }
        }
        return refusals;
    }

    /** Only the kind is read of all other reports, so that one of a kind that is new harms nobody here. */
    private void take(byte[] body) {
        if (!KINDS.contains(
                String.valueOf(Json.mapper().readValue(body, Kind.class).kind()))) {
            return;
        }
        OutcomeMessage report = Json.mapper().readValue(body, OutcomeMessage.class);
        if (report instanceof GapDetected gaps) {
            redelivery.fill(gaps);
        } else if (report instanceof AdoptionRequested asked) {
            adoptions.answer(asked);
        }
    }

    private record Kind(@Nullable String kind) {}
}
