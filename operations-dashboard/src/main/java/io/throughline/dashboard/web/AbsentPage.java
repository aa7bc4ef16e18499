package io.throughline.dashboard.web;

import io.throughline.dashboard.web.CommandApi.Path;
import io.throughline.dashboard.web.Commands.Who;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an integration's page has decided about deliveries that were reported and are not there. */
@Controller
class AbsentPage {

    private static final String SENT =
            "Sent. The integration looks first, and delivers what is not there; a row leaves the list when it reports.";

    private final Absences absences;

    AbsentPage(Absences absences) {
        this.absences = absences;
    }

    /** What the forms offer. */
    enum Wish {
        REDELIVER,
        SET_ASIDE
    }

    /** Bound from the form of one. */
    record One(Wish wish, String reason) {}

    /**
     * Bound from the form of all.
     *
     * @param deliverable how many the page spoke of delivering again
     * @param open and of setting aside
     */
    record All(Wish wish, String reason, long deliverable, long open) {}

    @PostMapping("/integrations/{integration}/absent/{orderRef}/{sequence}")
    String one(Path path, One form, Principal actor, RedirectAttributes answer) {
        return told(path.integration(), answer, said(form.reason, actor, who -> switch (form.wish) {
            case REDELIVER -> absences.redeliver(path.target(), who).told(SENT);
            case SET_ASIDE -> aside(absences.setAside(path.target(), who));
        }));
    }

    @PostMapping("/integrations/{integration}/absent")
    String all(@PathVariable String integration, All form, Principal actor, RedirectAttributes answer) {
        return told(integration, answer, said(form.reason, actor, who -> switch (form.wish) {
            case REDELIVER ->
                absences.redeliver(integration, form.deliverable, who).told(SENT);
            case SET_ASIDE -> aside(absences.setAside(integration, form.open, who));
        }));
    }

    private static String aside(int deliveries) {
        return "Set aside: " + Spoken.counted(deliveries, "delivery", "deliveries") + ". The audit log has the reason.";
    }

    private record Answer(String name, String text) {}

    private static Answer said(String reason, Principal actor, Function<Who, String> act) {
        Optional<String> because = Reason.of(reason);
        if (because.isEmpty()) {
            return new Answer("refused", Reason.WANTED);
        }
        try {
            return new Answer("accepted", act.apply(new Who(actor.getName(), because.get())));
        } catch (ResponseStatusException refused) {
            return new Answer("refused", "Nothing was done. " + refused.getReason() + ".");
        }
    }

    private static String told(String integration, RedirectAttributes attributes, Answer answer) {
        attributes.addFlashAttribute(answer.name, answer.text);
        return IntegrationPage.shownAnew(integration);
    }
}
