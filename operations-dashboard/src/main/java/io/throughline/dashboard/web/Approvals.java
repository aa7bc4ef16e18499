package io.throughline.dashboard.web;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.Approval;
import io.throughline.dashboard.ledger.Approval.Verdict;
import io.throughline.dashboard.ledger.FieldChange;
import io.throughline.dashboard.ledger.Message;
import io.throughline.dashboard.login.Role;
import io.throughline.dashboard.store.ApprovalDesk;
import io.throughline.dashboard.store.ApprovalStore;
import io.throughline.dashboard.store.DisclosureStore;
import io.throughline.dashboard.store.ParkedStore;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Command;
import io.throughline.events.command.DeliveryCommand;
import io.throughline.events.command.EditDelivery;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** What a second person sees and decides, on the page and through the API alike. */
@Component
class Approvals {

    private final ApprovalStore store;
    private final ApprovalDesk desk;
    private final ParkedStore parked;
    private final DisclosureStore disclosures;

    Approvals(ApprovalStore store, ApprovalDesk desk, ParkedStore parked, DisclosureStore disclosures) {
        this.store = store;
        this.desk = desk;
        this.parked = parked;
        this.disclosures = disclosures;
    }

    List<Approval> waiting() {
        return store.waiting();
    }

    /**
     * Sends what was asked for.
     *
     * @throws ResponseStatusException 403 to whoever asked, and to everybody but approvers; 404 when there is no such
     *     wish, 409 when it does not wait any more, or nothing that it is about is parked any more
     */
    void approve(UUID id, Who who) {
        Approval asked = find(id);
        if (asked.isOf(who.actor())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Whoever asked cannot be the second person");
        }
        insistOnApprover();
        if (!isStillThere(wish(asked))) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "It is not parked any more: decline the wish");
        }
        decide(asked, Verdict.APPROVED, who);
    }

    /** Sends nothing; whoever asked takes the wish back so, and needs no role for it but the one to act. */
    Verdict decline(UUID id, Who who) {
        Approval asked = find(id);
        if (!asked.isOf(who.actor())) {
            insistOnApprover();
        }
        Verdict verdict = asked.isOf(who.actor()) ? Verdict.WITHDRAWN : Verdict.DECLINED;
        decide(asked, verdict, who);
        return verdict;
    }

    /** The wish with what an edit puts in, personal data included, after it was written down who is shown them. */
    Approval revealed(UUID id, Who who) {
        Approval asked = find(id);
        if (!(wish(asked).getFirst() instanceof EditDelivery edit)) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "It edits nothing");
        }
        disclosures.record(
                new Message.Key(edit.integration(), edit.orderRef(), edit.sequence()),
                new Authority(who.actor(), Acting.word(), who.reason()));
        JsonNode data = Json.mapper().valueToTree(edit.data());
        List<FieldChange> plain = asked.changes().isEmpty()
                ? List.of(new FieldChange("", null, data.toString()))
                : asked.changes().stream().map(change -> plain(change, data)).toList();
        return new Approval(asked.id(), asked.by(), asked.subject(), asked.deliveries(), asked.grounds(), plain);
    }

    private static FieldChange plain(FieldChange change, JsonNode data) {
        JsonNode after = data.at(change.path());
        return after.isMissingNode()
                ? change
                : new FieldChange(
                        change.path(), change.before(), after.isString() ? after.asString() : after.toString());
    }

    private Approval find(UUID id) {
        return store.waiting(id)
                .orElseThrow(() -> store.end(id)
                        .map(end -> new ResponseStatusException(HttpStatus.CONFLICT, "This wish does not wait: " + end))
                        .orElseGet(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such wish was made")));
    }

    private List<Command> wish(Approval asked) {
        return desk.wish(asked.id())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.CONFLICT, "Its content was erased with the person: decline the wish"));
    }

    /** A discard of an order is about what is to come as well. */
    private boolean isStillThere(List<Command> wish) {
        return wish.stream()
                .anyMatch(command -> !(command instanceof DeliveryCommand one)
                        || parked.isParked(one.integration(), one.orderRef(), one.sequence()));
    }

    private void decide(Approval asked, Verdict verdict, Who who) {
        if (!desk.decide(
                asked.id(),
                verdict,
                new Authority(who.actor(), Acting.word(), who.reason().strip()))) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "This wish does not wait any more, or is not as it was asked for");
        }
    }

    private static void insistOnApprover() {
        if (Acting.role().filter(role -> role == Role.APPROVER).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "The role approver is needed");
        }
    }
}
