package io.throughline.ingest.admin;

import io.throughline.events.command.Authority;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Caller;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.admin.AdminCommands.Command;
import io.throughline.ingest.admin.AdminCommands.Done;
import io.throughline.ingest.erasure.ErasureDesk;
import io.throughline.ingest.erasure.PersonExport.Exported;
import io.throughline.ingest.store.Erasure;
import io.throughline.ingest.store.ErasureWish;
import io.throughline.ingest.store.Person;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What people have a right to: to be erased, and to be told what is held of them. Who it is stands in no address. */
@RestController
@RequestMapping("/admin")
@Allows(Role.OPERATOR)
class PeopleApi {

    private final AdminCommands commands;
    private final ErasureDesk desk;
    private final PeopleDesk people;
    private final TimeOrderedIds ids;

    PeopleApi(AdminCommands commands, ErasureDesk desk, PeopleDesk people, TimeOrderedIds ids) {
        this.commands = commands;
        this.desk = desk;
        this.people = people;
        this.ids = ids;
    }

    /**
     * Who is meant: the customer of an order, or whoever the shop knows by an address or id.
     *
     * @param orderKey instead of all others
     * @param reason why, for whoever reads the audit; nothing personal
     */
    record Erase(
            @Nullable String source,
            @Nullable String shop,
            @Nullable String email,
            @Nullable String customerId,
            @Nullable String orderKey,
            @Nullable String reason) {

        /** Tells nothing of them. */
        @Override
        public String toString() {
            return "Erase[]";
        }
    }

    /**
     * Likewise.
     *
     * @param webhookId instead of all others: a quarantined {@code customers/data_request}, which ends with the last
     *     page
     * @param after {@code next} of the page before
     */
    record Export(
            @Nullable UUID webhookId,
            @Nullable String source,
            @Nullable String shop,
            @Nullable String email,
            @Nullable String customerId,
            @Nullable String orderKey,
            @Nullable String after,
            @Nullable String reason) {

        /** Tells nothing of them. */
        @Override
        public String toString() {
            return "Export[]";
        }
    }

    @PostMapping("/erasures")
    Done erase(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(AdminCommands.KEY) Optional<UUID> key,
            @RequestBody Erase wish) {
        UUID id = key.orElseGet(ids::next);
        Person person = people.named(wish.orderKey, wish.source, wish.shop, new Names(wish.email, wish.customerId));
        List<String> orderKeys = wish.orderKey == null ? List.of() : List.of(wish.orderKey);
        return commands.obey(
                new Command(caller, Optional.of(id), "erase-person", people.subject(person), wish.reason),
                () -> desk.request(new ErasureWish(
                                id,
                                person,
                                orderKeys,
                                new Authority(caller.name(), "operator", String.valueOf(wish.reason))))
                        ? 1
                        : 0);
    }

    /** By what the storefront knows somebody. */
    record Names(@Nullable String email, @Nullable String customerId) {

        /** Tells nothing of them. */
        @Override
        public String toString() {
            return "Names[]";
        }
    }

    @GetMapping("/erasures")
    List<Erasure> erasures() {
        return people.erasures();
    }

    @GetMapping("/erasures/{id}")
    Erasure erasure(@PathVariable UUID id) {
        return people.erasure(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such erasure"));
    }

    @PostMapping("/exports")
    ResponseEntity<Exported> export(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @RequestBody Export wish) {
        Person person = wish.webhookId == null
                ? people.named(wish.orderKey, wish.source, wish.shop, new Names(wish.email, wish.customerId))
                : people.askedBy(wish.webhookId);
        commands.obey(
                new Command(caller, Optional.empty(), "export-person", people.subject(person), wish.reason), () -> 1);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(people.export(person, wish.after, Optional.ofNullable(wish.webhookId)));
    }
}
