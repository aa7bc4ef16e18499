package io.throughline.dashboard.web;

import io.throughline.dashboard.store.ApprovalDesk;
import io.throughline.dashboard.store.ApprovalDesk.Allowance;
import io.throughline.dashboard.store.ApprovalDesk.Grounds;
import io.throughline.dashboard.store.ApprovalDesk.Patience;
import io.throughline.dashboard.store.CommandStore;
import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.DiscardOrder;
import io.throughline.events.command.EditDelivery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Sends commands, or has them wait for a second person: the one way for all of them. */
@Component
class FourEyes {

    private final ApprovalDesk desk;
    private final CommandStore commands;
    private final Edits edits;
    private final FourEyesProperties properties;

    FourEyes(ApprovalDesk desk, CommandStore commands, Edits edits, FourEyesProperties properties) {
        this.desk = desk;
        this.commands = commands;
        this.edits = edits;
        this.properties = properties;
    }

    /**
     * What became of a wish.
     *
     * @param id of its first command, and of the approval that it waits for
     */
    record Given(UUID id, boolean waits) {

        /** What a page tells. */
        String told(String sent) {
            return waits ? "Waits for a second person, see Approvals." : sent;
        }
    }

    /** @throws ResponseStatusException 409 when it must wait, and too many wait already */
    Given give(List<Command> wish) {
        UUID id = wish.getFirst().commandId();
        Optional<Grounds> grounds = sendUnlessGrave(wish);
        if (grounds.isPresent() && !desk.ask(wish, grounds.get(), patience())) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, properties.waiting() + " wishes wait for a second person already");
        }
        return new Given(id, grounds.isPresent());
    }

    private Optional<Grounds> sendUnlessGrave(List<Command> wish) {
        return switch (wish.getFirst()) {
            case EditDelivery edit
            when properties.enabled() -> {
                Optional<Grounds> grounds = edits.grounds(edit);
                if (grounds.isEmpty()) {
                    commands.append(wish);
                }
                yield grounds;
            }
            case DiscardDelivery discard when properties.enabled() -> sendUnlessMany(wish);
            case DiscardOrder discard when properties.enabled() -> sendUnlessMany(wish);
            case Command other -> {
                commands.append(wish);
                yield Optional.empty();
            }
        };
    }

    private Optional<Grounds> sendUnlessMany(List<Command> discards) {
        Allowance allowance = new Allowance(properties.discards(), properties.within());
        return desk.sendWithin(allowance, discards)
                ? Optional.empty()
                : Optional.of(new Grounds(
                        "More than %s of one person within %s."
                                .formatted(
                                        Spoken.counted(properties.discards(), "discard", "discards"),
                                        Spoken.duration(properties.within())),
                        List.of()));
    }

    private Patience patience() {
        return new Patience(properties.waiting(), properties.expires());
    }
}
