package io.throughline.dashboard.web;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.LaterEvent;
import io.throughline.dashboard.ledger.LaterEvent.Meaning;
import io.throughline.dashboard.ledger.Message;
import io.throughline.dashboard.ledger.Message.Delivery;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.web.Messages.Told;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One delivery on a page.
 *
 * @param title of its integration
 * @param runbook what to do about its code; absent when it is not parked or the catalogue entry knows no such failure
 * @param json the data as it is read; absent when it cannot be had
 */
record MessageView(
        Told told,
        Message message,
        String title,
        @Nullable String runbook,
        @Nullable String json) {

    /** @param standing of its integration, if it is known */
    static MessageView of(Told told, Optional<Standing> standing) {
        Message message = told.message();
        Delivery delivery = message.delivery();
        return new MessageView(
                told,
                message,
                standing.map(Standing::title).orElse(message.key().integration()),
                delivery == null || !delivery.isParked()
                        ? null
                        : standing.flatMap(known -> known.runbook(delivery.code()))
                                .orElse(null),
                told.data() == null ? null : pretty(told));
    }

    private static String pretty(Told told) {
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(told.data());
    }

    public String tone() {
        return message.isParked() ? "warning" : "fine";
    }

    /** The result in a word, or that there is none yet. */
    public String word() {
        Delivery delivery = message.delivery();
        return delivery == null ? "open" : delivery.result();
    }

    public boolean isCancelledLater() {
        return message.later().stream().anyMatch(later -> later.meaning() == Meaning.CANCELS);
    }

    public boolean isUndoneLater() {
        return message.later().stream().anyMatch(later -> later.meaning() == Meaning.UNDOES_EDIT);
    }

    /** What a later event does, for a list of them. */
    public String meaning(LaterEvent later) {
        return switch (later.meaning()) {
            case CANCELS -> "cancels the order";
            case UNDOES_EDIT -> "brings the storefront’s data again";
        };
    }
}
