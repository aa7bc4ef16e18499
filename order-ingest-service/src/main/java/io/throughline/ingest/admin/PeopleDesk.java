package io.throughline.ingest.admin;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.admin.PeopleApi.Names;
import io.throughline.ingest.erasure.PersonExport;
import io.throughline.ingest.erasure.PersonExport.Exported;
import io.throughline.ingest.store.Erasure;
import io.throughline.ingest.store.Erasures;
import io.throughline.ingest.store.HeldOrders;
import io.throughline.ingest.store.Person;
import io.throughline.ingest.store.RawBodies;
import io.throughline.ingest.store.RawBodies.Place;
import io.throughline.ingest.store.RawBodies.Raw;
import io.throughline.ingest.store.Tombstones;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Who is meant, and what is held of them. */
@Component
class PeopleDesk {

    private static final String DATA_REQUEST = "customers/data_request";
    private static final int LISTED = 100;

    private final HeldOrders orders;
    private final RawBodies bodies;
    private final PersonExport exports;
    private final Tombstones tombstones;
    private final Erasures erasures;

    PeopleDesk(HeldOrders orders, RawBodies bodies, PersonExport exports, Tombstones tombstones, Erasures erasures) {
        this.orders = orders;
        this.bodies = bodies;
        this.exports = exports;
        this.tombstones = tombstones;
        this.erasures = erasures;
    }

    Person named(@Nullable String orderKey, @Nullable String source, @Nullable String shop, Names names) {
        try {
            if (orderKey != null) {
                return orders.customerOf(orderKey).orElseThrow(() -> refusal("No order of this key is known."));
            }
            Person person = new Person(text(source), text(shop), names.email(), names.customerId());
            if (person.isNobody() || person.source().isBlank() || person.shop().isBlank()) {
                throw refusal("Give orderKey, or source and shop with email or customerId or both.");
            }
            return person;
        } catch (IllegalArgumentException wrong) {
            throw refusal(String.valueOf(wrong.getMessage()));
        }
    }

    /** Whom a request for data is about that waits in quarantine. */
    Person askedBy(UUID webhookId) {
        Raw raw = request(webhookId);
        JsonNode customer =
                Json.mapper().readTree(raw.text() == null ? "{}" : raw.text()).path("customer");
        Names names = new Names(
                customer.path("email").asString(""), customer.path("id").asString(""));
        return named(null, raw.source(), raw.shop(), names);
    }

    private Raw request(UUID webhookId) {
        return bodies.quarantined(webhookId, DATA_REQUEST)
                .orElseThrow(() -> refusal("No " + DATA_REQUEST + " of this id is quarantined."));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static ResponseStatusException refusal(String why) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
    }

    /** What the audit calls them. */
    String subject(Person person) {
        return tombstones.pseudonym(person) + " of " + person.source() + "/" + person.shop();
    }

    /** @param webhookId of the request for it, which is answered with the last page */
    Exported export(Person person, @Nullable String after, Optional<UUID> webhookId) {
        Exported page = page(person, text(after));
        if (page.next() == null) {
            webhookId.ifPresent(id -> bodies.erase(Place.WEBHOOKS, List.of(request(id))));
        }
        return page;
    }

    private Exported page(Person person, String after) {
        try {
            return exports.page(person, after);
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            throw refusal("No page begins after this.");
        }
    }

    List<Erasure> erasures() {
        return erasures.latest(LISTED);
    }

    Optional<Erasure> erasure(UUID id) {
        return erasures.find(id);
    }
}
