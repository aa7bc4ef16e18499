package io.throughline.ingest.store;

import io.throughline.events.command.Authority;
import java.util.List;
import java.util.UUID;

/**
 * Somebody is to be erased.
 *
 * @param id of the command, or of the webhook that asked for it
 * @param orderKeys orders that are theirs whatever stands in them
 */
public record ErasureWish(UUID id, Person person, List<String> orderKeys, Authority by) {

    public ErasureWish {
        orderKeys = List.copyOf(orderKeys);
        if (person.isNobody() && orderKeys.isEmpty()) {
            throw new IllegalArgumentException(
                    "Whoever is to be erased needs an e-mail address, a customer id or orders");
        }
    }
}
