package io.throughline.events.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What an integration is, for people and for the machines that watch it; its JSON Schema is
 * {@code schemas/integration.v1.json}.
 *
 * @param integration the module's name: {@code fulfillment-adapter}
 * @param owner the team that answers for it
 * @param downstream the system it writes to
 * @param contract where that system's interface is described
 * @param businessImpact what goes wrong in the business while it stands still
 * @param events names of the event types it acts on: {@code order.placed.v1}
 * @param legacyPath what did this work before: {@code none} or a name
 * @param migrationStage {@code shadow}, {@code parallel}, {@code primary}, {@code sole}
 */
public record CatalogueEntry(
        String integration,
        String title,
        String owner,
        String downstream,
        String contract,
        @JsonProperty("business-impact") String businessImpact,
        Sla sla,
        List<String> events,
        @JsonProperty("failure-modes") List<FailureMode> failureModes,
        @JsonProperty("legacy-path") String legacyPath,
        @JsonProperty("migration-stage") String migrationStage) {

    public CatalogueEntry {
        events = List.copyOf(events);
        failureModes = List.copyOf(failureModes);
    }
}
