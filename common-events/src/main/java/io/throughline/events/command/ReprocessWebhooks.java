package io.throughline.events.command;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Understand quarantined webhooks once more: those that one cause put aside in one shop. Obeyed by ingest, which keeps
 * them; one command takes the oldest of them, as many as ingest does at once, and the answer says how many.
 *
 * @param integration {@code order-ingest-service}
 * @param source the storefront's kind: {@code shopify}
 * @param shop its slug
 * @param code of the cause: {@code mapping-failed}
 */
public record ReprocessWebhooks(
        UUID commandId, String integration, Authority by, String source, String shop, String code) implements Command {

    static final String KIND = "reprocess-webhooks";

    private static final String PLAIN = "\\P{Cntrl}{1,100}";

    public ReprocessWebhooks {
        if (!plain(source) || !plain(shop) || !plain(code)) {
            throw new IllegalArgumentException("source, shop and code are 1 to 100 characters each");
        }
    }

    private static boolean plain(@Nullable String word) {
        return word != null && word.matches(PLAIN) && !word.isBlank();
    }

    @Override
    public String kind() {
        return KIND;
    }
}
