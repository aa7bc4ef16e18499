package io.throughline.dashboard.web;

import io.throughline.dashboard.web.Commands.Stamp;
import io.throughline.dashboard.web.Commands.Target;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.dashboard.web.FourEyes.Given;
import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.DiscardOrder;
import io.throughline.events.command.EditDelivery;
import io.throughline.events.command.LiftDiscard;
import io.throughline.events.command.RedeliverDelivery;
import io.throughline.events.command.ResendDelivery;
import io.throughline.events.command.RetryDelivery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Commands about one delivery, or its order. Accepted means written down and on its way; what it did is told by
 * {@code /api/commands/<command id>}.
 */
@RestController
@RequestMapping(
        path = "/api/deliveries/{integration}/{orderRef}/{sequence}",
        consumes = MediaType.APPLICATION_JSON_VALUE)
@ResponseStatus(HttpStatus.ACCEPTED)
class CommandApi {

    private final Commands commands;

    CommandApi(Commands commands) {
        this.commands = commands;
    }

    /** @param reason kept for ever beside the command, for whoever asks why */
    record Because(@NotBlank @Size(max = 500) String reason) {

        Who of(Principal actor) {
            return new Who(actor.getName(), reason);
        }
    }

    /**
     * Other data for a parked delivery.
     *
     * @param expectedVersion of the data that was edited, as the list of parked deliveries tells it
     * @param data the whole data of the event
     */
    record Edit(
            @NotBlank @Size(max = 500) String reason,
            @NotNull @Min(1) Integer expectedVersion,
            @NotNull @Size(min = 1) Map<String, Object> data) {}

    /**
     * What became of a wish.
     *
     * @param commandId under which the audit log and the integration know it
     * @param waits that it is sent once a second person agrees, see {@code /api/approvals}; absent when it was sent
     */
    record Accepted(UUID commandId, @Nullable Boolean waits) {

        static Accepted of(Given given) {
            return new Accepted(given.id(), given.waits() ? true : null);
        }
    }

    /** Bound from the path's variables. */
    record Path(String integration, UUID orderRef, int sequence) {

        Target target() {
            return new Target(integration, orderRef, sequence);
        }
    }

    @PostMapping("/retry")
    Accepted retry(Path path, @Valid @RequestBody Because because, Principal actor) {
        return Accepted.of(
                commands.aboutParked(path.target(), because.of(actor), stamp -> retry(stamp, path.target())));
    }

    @PostMapping("/discard")
    Accepted discard(Path path, @Valid @RequestBody Because because, Principal actor) {
        return Accepted.of(
                commands.aboutParked(path.target(), because.of(actor), stamp -> discard(stamp, path.target())));
    }

    static Command retry(Stamp stamp, Target target) {
        return new RetryDelivery(
                stamp.commandId(), stamp.integration(), stamp.by(), target.orderRef(), target.sequence());
    }

    static Command discard(Stamp stamp, Target target) {
        return new DiscardDelivery(
                stamp.commandId(), stamp.integration(), stamp.by(), target.orderRef(), target.sequence());
    }

    @PostMapping("/edit")
    Accepted edit(Path path, @Valid @RequestBody Edit edit, Principal actor) {
        Who who = new Who(actor.getName(), edit.reason);
        return Accepted.of(commands.aboutParked(
                path.target(),
                who,
                stamp -> new EditDelivery(
                        stamp.commandId(),
                        stamp.integration(),
                        stamp.by(),
                        path.orderRef,
                        path.sequence,
                        edit.expectedVersion,
                        edit.data)));
    }

    @PostMapping("/resend")
    Accepted resend(Path path, @Valid @RequestBody Because because, Principal actor) {
        String orderKey = commands.orderKey(path.target());
        return Accepted.of(commands.aboutReported(
                path.target(),
                because.of(actor),
                stamp -> new ResendDelivery(
                        stamp.commandId(), stamp.integration(), stamp.by(), path.orderRef, path.sequence, orderKey)));
    }

    @PostMapping("/redeliver")
    Accepted redeliver(Path path, @Valid @RequestBody Because because, Principal actor) {
        String orderKey = commands.orderKey(path.target());
        return Accepted.of(commands.aboutReported(
                path.target(),
                because.of(actor),
                stamp -> new RedeliverDelivery(
                        stamp.commandId(), stamp.integration(), stamp.by(), path.orderRef, path.sequence, orderKey)));
    }

    @PostMapping("/discard-order")
    Accepted discardOrder(Path path, @Valid @RequestBody Because because, Principal actor) {
        return Accepted.of(commands.aboutReported(
                path.target(),
                because.of(actor),
                stamp -> new DiscardOrder(
                        stamp.commandId(),
                        stamp.integration(),
                        stamp.by(),
                        commands.nextRevision(),
                        path.orderRef,
                        path.sequence)));
    }

    @PostMapping("/lift-discard")
    Accepted liftDiscard(Path path, @Valid @RequestBody Because because, Principal actor) {
        return Accepted.of(commands.aboutReported(
                path.target(),
                because.of(actor),
                stamp -> new LiftDiscard(
                        stamp.commandId(), stamp.integration(), stamp.by(), commands.nextRevision(), path.orderRef)));
    }
}
