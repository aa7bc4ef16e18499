package io.throughline.ingest.publish;

import io.throughline.ingest.store.Replay;
import io.throughline.ingest.store.ReplaySelection;
import io.throughline.ingest.store.Replays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes wishes for replays, by whichever way they come: each command id once. */
@Component
public class ReplayDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayDesk.class);
    private static final int LONGEST_TEXT = 500;

    private final Replays replays;
    private final ReplayRunner runner;

    ReplayDesk(Replays replays, ReplayRunner runner) {
        this.replays = replays;
        this.runner = runner;
    }

    /** @throws IllegalArgumentException without a reason; {@link OtherWishException} when the id stands for another */
    public Replay request(UUID commandId, ReplaySelection selection, String actor, String reason) {
        requirePlain(reason, "reason");
        requirePlain(actor, "actor");
        Replay replay = replays.request(commandId, selection, actor, reason.strip());
        if (!replay.selection().equals(selection)) {
            throw new OtherWishException("Command " + commandId + " asked for another replay");
        }
        LOG.atInfo()
                .addKeyValue("throughline.command_id", commandId)
                .addKeyValue("throughline.integration", selection.target())
                .addKeyValue("throughline.events", replay.events())
                .log("replay.requested");
        runner.signal();
        return replay;
    }

    private static void requirePlain(String value, String name) {
        if (value.isBlank() || value.length() > LONGEST_TEXT || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "A replay needs a " + name + " of up to " + LONGEST_TEXT + " characters, none of them NUL");
        }
    }

    /** The command's id was used before, for something else. */
    public static final class OtherWishException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OtherWishException(String message) {
            super(message);
        }
    }
}
