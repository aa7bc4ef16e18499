package io.throughline.fulfillment;

import io.throughline.runtime.DownstreamHttp;
import io.throughline.runtime.HttpFailures;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** ShipBob's orders over HTTP, API version 2026-01. */
@Component
class ShipBobClient {

    private final RestClient http;
    private final HttpFailures failures;

    ShipBobClient(ShipBobProperties properties, Clock clock) {
        this.http = DownstreamHttp.client(properties.baseUrl(), properties.timeout())
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + properties.token())
                .defaultHeader("shipbob_channel_id", Integer.toString(properties.channelId()))
                .build();
        this.failures = new HttpFailures("shipbob", clock);
    }

    /** Asks first, because an earlier attempt may have made it. */
    Outcome createUnlessThere(CreateShipment shipment) {
        return find(shipment).map(earlier -> alreadyDone(earlier, shipment)).orElseGet(() -> create(shipment));
    }

    Outcome create(CreateShipment shipment) {
        try {
            return Outcome.delivered(post(shipment).reference());
        } catch (PermanentFailure refused) {
            // A reference that ShipBob has already is refused like any other mistake: only a look tells them apart.
            return find(shipment).map(earlier -> alreadyDone(earlier, shipment)).orElseThrow(() -> refused);
        }
    }

    /** Cancels what was made under any of these references. */
    Outcome cancel(List<String> references) {
        List<ShipBobOrder> made = find(references);
        if (made.isEmpty()) {
            return Outcome.ignored("never-shipped");
        }
        String ids = made.stream().map(ShipBobOrder::reference).collect(Collectors.joining(","));
        // Those that left come last: they fail, and the others must be stopped before.
        List<ShipBobOrder> open = made.stream()
                .filter(order -> !order.isCancelled())
                .sorted(Comparator.comparing(ShipBobOrder::hasLeft))
                .toList();
        open.forEach(this::cancel);
        return open.isEmpty() ? Outcome.alreadyDone(ids) : Outcome.delivered(ids);
    }

    /** Those of these orders that there are, by ShipBob's own id. */
    Map<String, ShipBobOrder> byId(List<String> ids) {
        ShipBobOrder[] found = call(
                http.get().uri("/2026-01/order?IDs={ids}&Limit={limit}", String.join(",", ids), ids.size()),
                ShipBobOrder[].class);
        return Stream.of(found).collect(Collectors.toMap(ShipBobOrder::reference, order -> order));
    }

    private static Outcome alreadyDone(ShipBobOrder earlier, CreateShipment shipment) {
        if (!earlier.covers(shipment)) {
            throw new PermanentFailure(
                    "shipment-differs", "ShipBob's order " + earlier.id() + " sends less than is asked for", null);
        }
        return Outcome.alreadyDone(earlier.reference());
    }

    private Optional<ShipBobOrder> find(CreateShipment shipment) {
        return find(List.of(shipment.referenceId())).stream().findFirst();
    }

    private List<ShipBobOrder> find(List<String> references) {
        ShipBobOrder[] found = call(
                http.get().uri("/2026-01/order?ReferenceIds={references}", String.join(",", references)),
                ShipBobOrder[].class);
        return Stream.of(found)
                .filter(order -> references.contains(order.referenceId()))
                .toList();
    }

    private ShipBobOrder post(CreateShipment shipment) {
        return call(http.post().uri("/2026-01/order").body(shipment), ShipBobOrder.class);
    }

    private void cancel(ShipBobOrder order) {
        if (order.hasLeft()) {
            throw tooLate(order);
        }
        Cancellation answer = call(http.post().uri("/2026-01/order/{id}:cancel", order.id()), Cancellation.class);
        if (!"Success".equals(answer.status())) {
            throw tooLate(order);
        }
    }

    private <T> T call(RestClient.RequestHeadersSpec<?> request, Class<T> type) {
        return failures.translate(() -> {
            T body = request.retrieve().body(type);
            if (body == null) {
                throw new RestClientException("The answer is empty");
            }
            return body;
        });
    }

    private static PermanentFailure tooLate(ShipBobOrder order) {
        return new PermanentFailure("too-late-to-cancel", "Goods of ShipBob's order " + order.id() + " left", null);
    }

    /** @param status {@code Success}, {@code PartialSuccess} or {@code Failure} */
    private record Cancellation(@Nullable String status) {}
}
