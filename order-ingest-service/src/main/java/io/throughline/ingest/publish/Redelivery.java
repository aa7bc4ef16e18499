package io.throughline.ingest.publish;

import static java.util.stream.Collectors.toList;

import io.throughline.backbone.servicebus.PublishException;
import io.throughline.events.outcome.GapDetected;
import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.store.LoggedEvent;
import io.throughline.ingest.store.Redeliveries;
import io.throughline.ingest.store.Redeliveries.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends the events that an integration misses once more, to that integration alone. */
@Component
class Redelivery {

    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);
    private static final int EVENTS_AT_ONCE = 100;

    private final Redeliveries redeliveries;
    private final OrderPublisher publisher;
    private final TimeOrderedIds ids;
    private final IngestMetrics metrics;

    Redelivery(Redeliveries redeliveries, OrderPublisher publisher, TimeOrderedIds ids, IngestMetrics metrics) {
        this.redeliveries = redeliveries;
        this.publisher = publisher;
        this.ids = ids;
        this.metrics = metrics;
    }

    /**
     * Sends each event that nobody sent there within the last minute.
     *
     * @throws PublishException when the broker may not have accepted all; doing it again is the remedy
     */
    void fill(GapDetected report) {
        UUID command = ids.next();
        List<Wanted> wanted = redeliveries.take(report.gaps(), report.integration(), command, EVENTS_AT_ONCE);
        while (!wanted.isEmpty()) {
            send(wanted, command, report.integration());
            command = ids.next();
            wanted = redeliveries.take(report.gaps(), report.integration(), command, EVENTS_AT_ONCE);
        }
        redeliveries.forget();
    }

    private void send(List<Wanted> wanted, UUID command, String target) {
        List<LoggedEvent> known = new ArrayList<>();
        List<Wanted> unknown = new ArrayList<>();
        for (Wanted one : wanted) {
            LoggedEvent logged = one.logged();
            if (logged == null) {
                unknown.add(one);
            } else {
                known.add(logged);
            }
        }
        tellUnknown(unknown, target);
        if (!known.isEmpty()) {
            publish(known, command, target);
        }
    }

    private void publish(List<LoggedEvent> outbound, UUID command, String target) {
        try {
            publisher.publishAgain(outbound, command, target);
        } catch (PublishException failure) {
            redeliveries.giveBack(command);
            throw failure;
        }
        outbound.forEach(sent -> metrics.redelivery(target, "sent"));
        LOG.atInfo()
                .addKeyValue("throughline.command_id", command)
                .addKeyValue("throughline.integration", target)
                .addKeyValue("throughline.events", outbound.size())
                .log("redelivery.sent");
    }

    /** Nothing that can be done here brings them back; their orders stand still until somebody decides. */
    private void tellUnknown(List<Wanted> unknown, String target) {
        unknown.forEach(one -> metrics.redelivery(target, "unknown"));
        unknown.stream()
                .collect(Collectors.groupingBy(Wanted::orderRef, Collectors.mapping(Wanted::sequence, toList())))
                .forEach((orderRef, sequences) -> LOG.atError()
                        .addKeyValue("throughline.integration", target)
                        .addKeyValue("throughline.order_ref", orderRef)
                        .addKeyValue("throughline.sequences", sequences)
                        .log("redelivery.unknown-event"));
    }
}
