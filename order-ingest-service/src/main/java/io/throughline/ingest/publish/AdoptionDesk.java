package io.throughline.ingest.publish;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.PublishException;
import io.throughline.events.Topology;
import io.throughline.events.command.AdoptIntegration;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Beginning;
import io.throughline.events.command.Command;
import io.throughline.events.outcome.AdoptionRequested;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.store.Adoption;
import io.throughline.ingest.store.Adoptions;
import io.throughline.ingest.store.ReplaySelection;
import io.throughline.ingest.store.Replays;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells a new integration where its orders begin, and sends what came before to one that wants it. Whoever asks again
 * is told the same, and whether the backfill is over.
 */
@Component
class AdoptionDesk {

    private static final Logger LOG = LoggerFactory.getLogger(AdoptionDesk.class);
    private static final String ACTOR = "order-ingest-service";

    private final Adoptions adoptions;
    private final Replays replays;
    private final ReplayDesk desk;
    private final BatchPublisher publisher;
    private final TimeOrderedIds ids;

    AdoptionDesk(Adoptions adoptions, Replays replays, ReplayDesk desk, BatchPublisher publisher, TimeOrderedIds ids) {
        this.adoptions = adoptions;
        this.replays = replays;
        this.desk = desk;
        this.publisher = publisher;
        this.ids = ids;
    }

    /**
     * Decides once and answers always.
     *
     * @throws IllegalArgumentException when no module has such a name
     * @throws PublishException when the broker may not have accepted the answer; the question comes again
     */
    void answer(AdoptionRequested asked) {
        ReplaySelection everything = new ReplaySelection(asked.integration(), null, null, Instant.EPOCH, null);
        Adoption adoption = adoptions.decide(new Adoption(asked.integration(), ids.next(), asked.beginning()));
        boolean backfilling = adoption.beginning() == Beginning.FIRST_EVENT && isBackfilling(adoption, everything);
        publisher.publish(Topology.COMMANDS, List.of(message(command(adoption, backfilling))));
        LOG.atInfo()
                .addKeyValue("throughline.integration", adoption.integration())
                .addKeyValue("throughline.point", adoption.point())
                .addKeyValue("throughline.beginning", adoption.beginning())
                .addKeyValue("throughline.backfilling", backfilling)
                .log("adoption.answered");
    }

    /** The log is read up to what is in it now; whatever is appended later reaches the integration by itself. */
    private boolean isBackfilling(Adoption adoption, ReplaySelection everything) {
        return replays.find(adoption.point())
                .orElseGet(() -> desk.request(adoption.point(), everything, ACTOR, reason(adoption)))
                .state()
                .equals("running");
    }

    private static AdoptIntegration command(Adoption adoption, boolean backfilling) {
        return new AdoptIntegration(
                id(adoption, backfilling),
                adoption.integration(),
                new Authority(ACTOR, "system", reason(adoption)),
                backfilling ? 1 : 2,
                adoption.point(),
                adoption.beginning(),
                backfilling);
    }

    /** The same answer has the same id, so that it is obeyed once. */
    private static UUID id(Adoption adoption, boolean backfilling) {
        String answer = "adoption/" + adoption.point() + "/" + backfilling;
        return UUID.nameUUIDFromBytes(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(Adoption adoption) {
        return adoption.integration() + " is new";
    }

    private static OutboundMessage message(AdoptIntegration command) {
        return new OutboundMessage(
                command.commandId().toString(),
                command.kind(),
                command.integration(),
                "application/json",
                Map.of(Topology.TARGET, command.integration()),
                Json.mapper().writerFor(Command.class).writeValueAsBytes(command));
    }
}
