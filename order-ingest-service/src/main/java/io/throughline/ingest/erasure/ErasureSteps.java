package io.throughline.ingest.erasure;

import io.throughline.ingest.store.Erasures.Progress;
import io.throughline.ingest.store.Erasures.Work;
import io.throughline.ingest.store.HeldOrders;
import io.throughline.ingest.store.HeldOrders.Page;
import io.throughline.ingest.store.PersonalOrders;
import io.throughline.ingest.store.PersonalOrders.Redacted;
import io.throughline.ingest.store.RawBodies;
import io.throughline.ingest.store.RawBodies.Place;
import io.throughline.ingest.store.RawBodies.Raw;
import io.throughline.ingest.store.RawBodies.Window;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The steps of an erasure in this service's own tables, each a bounded transaction, one stage after the other: find
 * the person's orders, redact them and their events, and, once everybody was told, erase the raw bodies.
 */
@Component
class ErasureSteps {

    static final String ORDERS = "orders";
    static final String REDACTION = "redaction";
    static final String TELLING = "telling";
    static final String WEBHOOKS = "webhooks";
    static final String CONFLICTS = "conflicts";
    static final String ANSWER = "answer";

    /** The stages that are steps of this class. */
    static final List<String> HERE = List.of(ORDERS, REDACTION, WEBHOOKS, CONFLICTS);

    private static final UUID BEGINNING = new UUID(0, 0);

    private final HeldOrders held;
    private final PersonalOrders orders;
    private final RawBodies bodies;
    private final ErasureProperties properties;

    ErasureSteps(HeldOrders held, PersonalOrders orders, RawBodies bodies, ErasureProperties properties) {
        this.held = held;
        this.orders = orders;
        this.bodies = bodies;
        this.properties = properties;
    }

    Progress step(Work work) {
        return switch (work.erasure().stage()) {
            case ORDERS -> search(work);
            case REDACTION -> redact(work);
            case WEBHOOKS -> eraseBodies(work, Place.WEBHOOKS, CONFLICTS);
            case CONFLICTS -> eraseBodies(work, Place.CONFLICTS, ANSWER);
            default ->
                throw new IllegalStateException(
                        "No step here: " + work.erasure().stage());
        };
    }

    private Progress search(Work work) {
        if (work.person().isNobody()) {
            return Progress.to(REDACTION);
        }
        Page page = held.search(work.person(), work.erasure().after(), properties.orders());
        orders.found(
                work.erasure().erasureId(),
                page.theirs().stream()
                        .filter(held -> !held.isPlacedAfter(work.erasure().requestedAt()))
                        .toList());
        return page.more() ? Progress.at(ORDERS, page.last()) : Progress.to(REDACTION);
    }

    private Progress redact(Work work) {
        Redacted done = orders.redact(work.erasure().erasureId(), properties.orders());
        boolean stuck = done.left() && done.orders() == 0;
        return new Progress(
                done.left() ? REDACTION : TELLING,
                "",
                done.orders(),
                done.events(),
                0,
                stuck ? properties.blocked() : Duration.ZERO);
    }

    /** What came later is erased as soon as it is understood. */
    private Progress eraseBodies(Work work, Place place, String next) {
        UUID after = work.erasure().after().isEmpty()
                ? BEGINNING
                : UUID.fromString(work.erasure().after());
        Window window = new Window(after, work.erasure().requestedAt(), properties.bodies());
        List<Raw> page = bodies.page(place, work.person(), window);
        List<Raw> theirs = bodies.theirs(page, work);
        if (theirs.stream().anyMatch(Raw::open)) {
            return new Progress(work.erasure().stage(), work.erasure().after(), 0, 0, 0, properties.blocked());
        }
        bodies.erase(place, theirs);
        boolean more = page.size() == properties.bodies();
        return new Progress(
                more ? work.erasure().stage() : next,
                more ? page.getLast().id().toString() : "",
                0,
                0,
                theirs.size(),
                Duration.ZERO);
    }
}
