package io.throughline.ingest.erasure;

import io.throughline.ingest.store.HeldOrders;
import io.throughline.ingest.store.HeldOrders.Held;
import io.throughline.ingest.store.HeldOrders.Page;
import io.throughline.ingest.store.Person;
import io.throughline.ingest.store.RawBodies;
import io.throughline.ingest.store.RawBodies.Place;
import io.throughline.ingest.store.RawBodies.Raw;
import io.throughline.ingest.store.RawBodies.Window;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that is held of somebody, a page at a time. */
@Component
public class PersonExport {

    /** A page is over once it holds so many. */
    private static final int ENOUGH = 20;

    private static final Duration LATE = Duration.ofMinutes(1);

    private final HeldOrders orders;
    private final RawBodies bodies;
    private final ErasureProperties properties;
    private final Clock clock;

    PersonExport(HeldOrders orders, RawBodies bodies, ErasureProperties properties, Clock clock) {
        this.orders = orders;
        this.bodies = bodies;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A page of it.
     *
     * @param orders with the snapshot, and every event of the log as it was published
     * @param rawBodies requests of the storefront as they came
     * @param next where the next page begins; absent when this is the last one
     */
    public record Exported(
            List<Held> orders,
            List<Raw> rawBodies,
            @Nullable String next) {}

    /**
     * Goes on where the page before ended.
     *
     * @param after its {@code next}; empty for the first page
     * @throws IllegalArgumentException when it is none
     */
    public Exported page(Person person, String after) {
        String[] place = after.split(":", 2);
        return switch (place[0]) {
            case "" -> orders(person, "");
            case "orders" -> orders(person, place[1]);
            case "webhooks", "conflicts" ->
                rawBodies(person, Place.valueOf(place[0].toUpperCase(Locale.ROOT)), UUID.fromString(place[1]));
            default -> throw new IllegalArgumentException("No page begins there");
        };
    }

    private Exported orders(Person person, String after) {
        List<Held> found = new ArrayList<>();
        Page page = new Page(found, after, true);
        for (int seen = 0; page.more() && seen < properties.exported() && found.size() < ENOUGH; ) {
            page = orders.search(person, page.last(), properties.orders());
            found.addAll(page.theirs());
            seen += properties.orders();
        }
        return new Exported(found, List.of(), page.more() ? "orders:" + page.last() : first(Place.WEBHOOKS));
    }

    private Exported rawBodies(Person person, Place place, UUID after) {
        List<Raw> found = new ArrayList<>();
        UUID last = after;
        boolean more = true;
        for (int seen = 0; more && seen < properties.exported() && found.size() < ENOUGH; ) {
            List<Raw> page = bodies.page(place, person, window(last));
            page.stream().filter(raw -> isTheirs(raw, person)).forEach(found::add);
            more = page.size() == properties.bodies();
            last = page.isEmpty() ? last : page.getLast().id();
            seen += properties.bodies();
        }
        String end = place == Place.WEBHOOKS ? first(Place.CONFLICTS) : null;
        return new Exported(List.of(), found, more ? word(place) + last : end);
    }

    /** Ids of other instances may be a little ahead of our clock. */
    private Window window(UUID after) {
        return new Window(after, clock.instant().plus(LATE), properties.bodies());
    }

    private boolean isTheirs(Raw raw, Person person) {
        return raw.text() != null
                && (raw.names(person)
                        || (raw.orderKey() != null
                                && orders.customerOf(raw.orderKey())
                                        .filter(person::isSame)
                                        .isPresent()));
    }

    private static String first(Place place) {
        return word(place) + new UUID(0, 0);
    }

    private static String word(Place place) {
        return place.name().toLowerCase(Locale.ROOT) + ":";
    }
}
