package io.throughline.dashboard.alert;

import io.throughline.dashboard.ledger.Finding;
import io.throughline.dashboard.ledger.Findings;
import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Surroundings;
import io.throughline.dashboard.store.AlertSigns;
import io.throughline.dashboard.store.AlertStore;
import io.throughline.dashboard.store.NoticeStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** One look at all conditions: incidents begin, go on and end, and people are to be told. */
@Component
class AlertWatch {

    private final AlertSigns signs;
    private final AlertStore store;
    private final NoticeStore notices;
    private final Notifier notifier;
    private final AlertProperties properties;

    AlertWatch(AlertSigns signs, AlertStore store, NoticeStore notices, Notifier notifier, AlertProperties properties) {
        this.notices = notices;
        this.notifier = notifier;
        this.signs = signs;
        this.store = store;
        this.properties = properties;
    }

    /**
     * Within a transaction that no other instance is in.
     *
     * @param last when somebody looked last; absent when nobody ever did
     */
    void look(Surroundings seen, Optional<Instant> last) {
        Instant now = seen.now();
        boolean fresh =
                last.filter(at -> !at.isBefore(now.minus(properties.gap()))).isPresent();
        List<Incident> known = store.known(now.minus(Findings.LONGEST_SILENCE));
        List<Finding> found = Findings.of(signs.integrations(now, seen.deafSince() != null), seen);
        Map<Finding.Subject, List<Finding>> audible =
                Findings.audible(found, known, now).stream().collect(Collectors.groupingBy(Finding::subject));
        Map<Finding.Subject, Incident> open = new HashMap<>();
        known.stream().filter(incident -> !incident.isResolved()).forEach(one -> open.put(one.subject(), one));
        open.values()
                .forEach(one ->
                        goOn(one, fresh ? one : one.anew(), audible.getOrDefault(one.subject(), List.of()), now));
        audible.forEach((subject, findings) -> {
            if (!open.containsKey(subject)) {
                Incident begun = Incident.begun(UUID.randomUUID(), findings.getFirst());
                goOn(begun, begun, findings, now);
            }
        });
        notices.owe(notifier.channels(), now);
    }

    /** @param before as it stands in the table, which is written only when something changed */
    private void goOn(Incident before, Incident incident, List<Finding> findings, Instant now) {
        Optional<Incident> next =
                incident.next(findings, now, properties.calm()).map(one -> weighed(one, findings, now));
        if (next.isEmpty()) {
            store.forget(before);
        } else if (!next.get().equals(before)) {
            store.save(next.get());
        }
    }

    private Incident weighed(Incident incident, List<Finding> findings, Instant now) {
        Instant last = incident.worth().weighedAt();
        boolean due = last == null || !last.plus(properties.weighEvery()).isAfter(now);
        return incident.isFiring() && due && !findings.isEmpty()
                ? store.weighed(incident, gravest(findings), now)
                : incident;
    }

    private static Finding gravest(List<Finding> findings) {
        return findings.stream()
                .min((one, other) -> one.severity().compareTo(other.severity()))
                .orElseThrow();
    }
}
