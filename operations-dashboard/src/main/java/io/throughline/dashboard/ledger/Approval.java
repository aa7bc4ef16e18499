package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish that waits for a second person.
 *
 * @param id also that of its first command, once it is sent
 * @param deliveries how many it is about
 * @param grounds why it needs one
 * @param changes what an edit changes, personal data masked; empty when it is none, or could not be compared
 */
public record Approval(UUID id, By by, Subject subject, int deliveries, String grounds, List<FieldChange> changes) {

    public Approval {
        changes = List.copyOf(changes);
    }

    /** Who asks, since when, until when, and why. */
    public record By(String actor, String role, String reason, Instant at, Instant expiresAt) {}

    /**
     * What it is about.
     *
     * @param kind of its commands: {@code edit-delivery}
     * @param orderRef absent, as are the sequence and the key, when it is about many
     * @param orderKey absent also when the integration told of no such order, or long ago
     */
    public record Subject(
            String kind,
            String integration,
            @Nullable UUID orderRef,
            @Nullable Integer sequence,
            @Nullable String orderKey) {}

    /** How the second person, or the first, decided. */
    public enum Verdict {
        APPROVED("approved"),
        DECLINED("declined"),
        /** By whoever asked. */
        WITHDRAWN("withdrawn");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Upper and lower case are one name: nobody is his own second. */
    @JsonIgnore
    public boolean isOf(String actor) {
        return by.actor.equalsIgnoreCase(actor);
    }
}
