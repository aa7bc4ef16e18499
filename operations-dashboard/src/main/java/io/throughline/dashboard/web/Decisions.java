package io.throughline.dashboard.web;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.web.Commands.Target;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.dashboard.web.FourEyes.Given;
import io.throughline.events.command.EditDelivery;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.core.JacksonException;

/** What a person decides about one parked delivery, as forms bring it. */
@Component
class Decisions {

    private final Commands commands;

    Decisions(Commands commands) {
        this.commands = commands;
    }

    /** What the form offers. */
    enum Wish {
        RETRY("Retry sent."),
        DISCARD("Discard sent.");

        private final String sent;

        Wish(String sent) {
            this.sent = sent;
        }
    }

    /** Bound from the form. */
    record Decision(Wish wish, String reason) {}

    /**
     * Bound from the path and the form.
     *
     * @param expectedVersion of the data that was edited
     * @param data the whole data of the event, as JSON
     */
    record Edit(String integration, UUID orderRef, int sequence, String reason, int expectedVersion, String data) {

        Target target() {
            return new Target(integration, orderRef, sequence);
        }

        /** Not for logs. */
        @Override
        public String toString() {
            return "Edit[of version " + expectedVersion + "]";
        }
    }

    /** What a page tells about it. */
    record Told(boolean accepted, String words) {

        void onto(RedirectAttributes answer) {
            answer.addFlashAttribute(accepted ? "accepted" : "refused", words);
        }
    }

    Told take(Target target, Decision decision, Principal actor) {
        return because(decision.reason, actor, who -> {
            Given given = commands.aboutParked(target, who, stamp -> switch (decision.wish) {
                case RETRY -> CommandApi.retry(stamp, target);
                case DISCARD -> CommandApi.discard(stamp, target);
            });
            return given.told(decision.wish.sent);
        });
    }

    Told take(Edit edit, Principal actor) {
        Optional<Map<String, Object>> data = read(edit.data);
        if (data.isEmpty()) {
            return new Told(false, "Nothing was sent: what stands there is not a JSON object any more.");
        }
        return because(edit.reason, actor, who -> {
            Given given = commands.aboutParked(
                    edit.target(),
                    who,
                    stamp -> new EditDelivery(
                            stamp.commandId(),
                            stamp.integration(),
                            stamp.by(),
                            edit.orderRef,
                            edit.sequence,
                            edit.expectedVersion,
                            data.get()));
            return given.told("Edit sent.");
        });
    }

    private static Told because(String reason, Principal actor, Function<Who, String> act) {
        Optional<String> given = Reason.of(reason);
        if (given.isEmpty()) {
            return new Told(false, Reason.WANTED);
        }
        try {
            return new Told(true, act.apply(new Who(actor.getName(), given.get())));
        } catch (ResponseStatusException refused) {
            return new Told(false, refused.getReason() + ".");
        }
    }

    private static Optional<Map<String, Object>> read(String typed) {
        try {
            return Json.mapper().readTree(typed).isObject()
                    ? Optional.of(
                            Json.mapper().readerForMapOf(Object.class).<LinkedHashMap<String, Object>>readValue(typed))
                    : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }
}
