package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Approval;
import io.throughline.dashboard.login.Approvers;
import io.throughline.dashboard.login.Role;
import io.throughline.dashboard.web.Commands.Who;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for a second person, and the means to be that person. */
@Controller
@RequestMapping("/approvals")
class ApprovalPage {

    private final Approvals approvals;
    private final Approvers approvers;
    private final FourEyesProperties properties;

    ApprovalPage(Approvals approvals, Approvers approvers, FourEyesProperties properties) {
        this.approvals = approvals;
        this.approvers = approvers;
        this.properties = properties;
    }

    /** What the form offers. */
    enum Wish {
        APPROVE,
        DECLINE,
        REVEAL
    }

    /** Bound from the path and the form. */
    record Decision(UUID id, Wish wish, String reason) {}

    /** One wish; {@code own} when the reader asked. */
    record Row(Approval asked, boolean own, boolean revealed) {}

    @GetMapping
    String approvals(Principal reader, Model model) {
        return show(approvals.waiting(), null, reader.getName(), model);
    }

    /** What is revealed is shown at once and never redirected to, so that it is in no history. */
    @PostMapping("/{id}")
    String decide(Decision decision, Principal actor, Model model, RedirectAttributes answer) {
        Optional<String> reason = Reason.of(decision.reason);
        if (reason.isEmpty()) {
            return said(answer, "refused", Reason.WANTED);
        }
        Who who = new Who(actor.getName(), reason.get());
        try {
            return switch (decision.wish) {
                case APPROVE -> {
                    approvals.approve(decision.id, who);
                    yield said(answer, "accepted", "Approved and sent.");
                }
                case DECLINE ->
                    said(
                            answer,
                            "accepted",
                            "Nothing is sent: "
                                    + approvals.decline(decision.id, who).word() + ".");
                case REVEAL -> show(approvals.waiting(), approvals.revealed(decision.id, who), actor.getName(), model);
            };
        } catch (ResponseStatusException refused) {
            return said(answer, "refused", refused.getReason() + ".");
        }
    }

    private static String said(RedirectAttributes answer, String how, String words) {
        answer.addFlashAttribute(how, words);
        return "redirect:/approvals";
    }

    private String show(List<Approval> waiting, @Nullable Approval revealed, String reader, Model model) {
        model.addAttribute(
                "rows",
                waiting.stream()
                        .map(one -> revealed != null && revealed.id().equals(one.id())
                                ? new Row(revealed, one.isOf(reader), true)
                                : new Row(one, one.isOf(reader), false))
                        .toList());
        model.addAttribute("approvers", approvers);
        model.addAttribute("alone", approvers.isAlone(reader));
        model.addAttribute(
                "mayApprove", Acting.role().filter(Role.APPROVER::equals).isPresent());
        model.addAttribute("rules", properties);
        model.addAttribute("within", Spoken.duration(properties.within()));
        model.addAttribute("moments", new OrderPage.Moments());
        return "approvals";
    }
}
