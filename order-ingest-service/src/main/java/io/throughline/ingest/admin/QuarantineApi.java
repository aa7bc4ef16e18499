package io.throughline.ingest.admin;

import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Caller;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.admin.AdminCommands.Command;
import io.throughline.ingest.admin.AdminCommands.Done;
import io.throughline.ingest.store.Quarantine;
import io.throughline.ingest.store.Quarantine.Group;
import io.throughline.ingest.store.Quarantine.Item;
import io.throughline.ingest.store.Quarantine.Selection;
import io.throughline.ingest.understand.UnderstandingWorker;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Quarantined webhooks: grouped by cause, listed, understood once more after a fix, or set aside for good. */
@RestController
@RequestMapping("/admin/quarantine")
@Allows(Role.OPERATOR)
class QuarantineApi {

    private final Quarantine quarantine;
    private final AdminCommands commands;
    private final UnderstandingWorker worker;

    QuarantineApi(Quarantine quarantine, AdminCommands commands, UnderstandingWorker worker) {
        this.quarantine = quarantine;
        this.commands = commands;
        this.worker = worker;
    }

    /**
     * Which webhooks are meant: one, those of a cause, or all.
     *
     * @param source together with a cause or all: only of this storefront
     * @param shop likewise: only of this shop
     * @param reason why, for whoever reads the audit
     */
    record Wish(
            @Nullable UUID webhookId,
            @Nullable String code,
            @Nullable Boolean all,
            @Nullable String source,
            @Nullable String shop,
            @Nullable String reason) {

        Selection selection() {
            long ways = Stream.of(webhookId != null, code != null, Boolean.TRUE.equals(all))
                    .filter(chosen -> chosen)
                    .count();
            if (ways != 1) {
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "Give exactly one of webhookId, code and all.");
            }
            return new Selection(
                    Optional.ofNullable(webhookId),
                    Optional.ofNullable(code),
                    Optional.ofNullable(source),
                    Optional.ofNullable(shop));
        }
    }

    @Allows(Role.SERVICE)
    @GetMapping
    List<Group> groups() {
        return quarantine.groups();
    }

    @GetMapping("/webhooks")
    List<Item> webhooks(
            @RequestParam Optional<String> code,
            @RequestParam Optional<UUID> after,
            @RequestParam Optional<Integer> limit) {
        return quarantine.list(code, after.orElse(Pages.START), Pages.limit(limit));
    }

    @PostMapping("/reprocess")
    Done reprocess(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(AdminCommands.KEY) Optional<UUID> key,
            @RequestBody Wish wish) {
        Selection selection = wish.selection();
        Done done = commands.obey(
                new Command(caller, key, Quarantine.REPROCESSED, selection.subject(), wish.reason()),
                () -> quarantine.again(selection));
        worker.signal();
        return done;
    }

    /** Of all causes at once nobody has looked at each. */
    @PostMapping("/set-aside")
    Done setAside(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(AdminCommands.KEY) Optional<UUID> key,
            @RequestBody Wish wish) {
        if (Boolean.TRUE.equals(wish.all())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Give exactly one of webhookId and code.");
        }
        Selection selection = wish.selection();
        return commands.obey(
                new Command(caller, key, Quarantine.ASIDE, selection.subject(), wish.reason()),
                () -> quarantine.setAside(selection));
    }
}
