package io.throughline.dashboard.web;

import io.throughline.dashboard.intake.ShopRecords;
import io.throughline.dashboard.intake.ShopRecords.Quarantine;
import io.throughline.dashboard.intake.ShopRecords.Reconciliation;
import io.throughline.dashboard.intake.ShopRecords.Unreachable;
import io.throughline.dashboard.web.CommandApi.Accepted;
import io.throughline.dashboard.web.Commands.PutAside;
import io.throughline.dashboard.web.Commands.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the pages about shops show and offer, for programs; reading is answered 503 while ingest cannot be asked. */
@RestController
@RequestMapping("/api")
class ShopRecordsApi {

    private final ShopRecords shops;
    private final Commands commands;

    ShopRecordsApi(ShopRecords shops, Commands commands) {
        this.shops = shops;
        this.commands = commands;
    }

    /** The webhooks that one cause put aside in one shop, and why they are to be understood once more. */
    record Again(
            @NotBlank @Size(max = 100) String source,
            @NotBlank @Size(max = 100) String shop,
            @NotBlank @Size(max = 100) String code,
            @NotBlank @Size(max = 500) String reason) {}

    @GetMapping("/quarantine")
    Quarantine quarantine() {
        try {
            return shops.quarantine();
        } catch (Unreachable unreachable) {
            throw unavailable(unreachable);
        }
    }

    @PostMapping(path = "/quarantine/reprocess", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted reprocess(@Valid @RequestBody Again again, Principal actor) {
        return Accepted.of(commands.reprocess(
                new PutAside(again.source, again.shop, again.code), new Who(actor.getName(), again.reason)));
    }

    @GetMapping("/reconciliation")
    Reconciliation reconciliation() {
        try {
            return shops.reconciliation();
        } catch (Unreachable unreachable) {
            throw unavailable(unreachable);
        }
    }

    private static ResponseStatusException unavailable(Unreachable unreachable) {
        return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, unreachable.getMessage(), unreachable);
    }
}
