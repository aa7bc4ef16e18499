package io.throughline.events.outcome;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One message on topic {@code outcomes}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OutcomeBatch.class, name = "outcomes"),
    @JsonSubTypes.Type(value = Heartbeat.class, name = "heartbeat"),
    @JsonSubTypes.Type(value = Announcement.class, name = "announcement"),
    @JsonSubTypes.Type(value = GapDetected.class, name = "gaps"),
    @JsonSubTypes.Type(value = CommandAnswers.class, name = "answers"),
    @JsonSubTypes.Type(value = AdoptionRequested.class, name = "adoption-requested"),
    @JsonSubTypes.Type(value = EffectsAbsent.class, name = "effects-absent")
})
public sealed interface OutcomeMessage
        permits OutcomeBatch, Heartbeat, Announcement, GapDetected, CommandAnswers, AdoptionRequested, EffectsAbsent {

    /** The module that reports: {@code fulfillment-adapter}. */
    String integration();
}
