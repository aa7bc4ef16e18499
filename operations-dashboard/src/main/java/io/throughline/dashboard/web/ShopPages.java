package io.throughline.dashboard.web;

import io.throughline.dashboard.intake.ShopRecords;
import io.throughline.dashboard.intake.ShopRecords.Day;
import io.throughline.dashboard.intake.ShopRecords.Differences;
import io.throughline.dashboard.intake.ShopRecords.Sum;
import io.throughline.dashboard.intake.ShopRecords.Unreachable;
import io.throughline.dashboard.web.Commands.PutAside;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.events.order.Money;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What ingest knows of the shops: what it did not take, and what it had to ask for. */
@Controller
class ShopPages {

    private final ShopRecords shops;
    private final Commands commands;
    private final Clock clock;

    ShopPages(ShopRecords shops, Commands commands, Clock clock) {
        this.shops = shops;
        this.commands = commands;
        this.clock = clock;
    }

    @GetMapping("/quarantine")
    String quarantine(Model model) {
        model.addAttribute("since", new CataloguePage.Since(clock.instant()));
        try {
            model.addAttribute("found", shops.quarantine());
        } catch (Unreachable unreachable) {
            model.addAttribute("unreachable", unreachable.getMessage());
        }
        return "quarantine";
    }

    @PostMapping("/quarantine")
    String reprocess(PutAside webhooks, @RequestParam String reason, Principal actor, RedirectAttributes answer) {
        Reason.of(reason)
                .ifPresentOrElse(
                        why -> {
                            commands.reprocess(webhooks, new Who(actor.getName(), why));
                            answer.addFlashAttribute("accepted", "Sent: ingest understands them once more.");
                        },
                        () -> answer.addFlashAttribute("refused", Reason.WANTED));
        return "redirect:/quarantine";
    }

    @GetMapping("/reconciliation")
    String reconciliation(Model model) {
        model.addAttribute("since", new CataloguePage.Since(clock.instant()));
        try {
            ShopRecords.Reconciliation found = shops.reconciliation();
            model.addAttribute("shops", found.shops());
            model.addAttribute("gaps", found.gaps());
            model.addAttribute("days", found.days().stream().map(DayRow::of).toList());
        } catch (Unreachable unreachable) {
            model.addAttribute("unreachable", unreachable.getMessage());
        }
        return "reconciliation";
    }

    /**
     * A day as it is read.
     *
     * @param tone class of the row
     * @param word how it stands
     * @param sums as listed, and as held where that differs
     * @param differences in words; empty when there are none
     */
    record DayRow(Day day, String tone, String word, List<String> sums, String differences) {

        static DayRow of(Day day) {
            String word = word(day);
            String tone = day.agreedAt() != null ? "delivered" : day.checkedAt() == null ? "open" : "parked";
            return new DayRow(
                    day, tone, word, day.sums().stream().map(DayRow::sum).toList(), told(day.differences()));
        }

        private static String word(Day day) {
            if (day.agreedAt() != null) {
                return "agrees";
            }
            if (day.givenUpAt() != null) {
                return "given up";
            }
            return day.checkedAt() == null ? "not compared" : "differs";
        }

        private static String sum(Sum sum) {
            String listed = Spoken.counted(sum.listed(), "order", "orders") + ", "
                    + money(sum.currency(), sum.listedMinor()) + " listed";
            boolean same = sum.listed() == sum.held() && sum.listedMinor() == sum.heldMinor();
            return same
                    ? listed + " and held"
                    : listed + "; " + Spoken.count(sum.held()) + ", " + money(sum.currency(), sum.heldMinor())
                            + " held";
        }

        private static String money(String currency, long minor) {
            return Spoken.money(new Money(currency, minor, Money.zero(currency).exponent()));
        }

        private static String told(Differences differences) {
            return String.join(
                    ", ",
                    Stream.of(
                                    some(differences.missing(), "missing here"),
                                    some(differences.behind(), "behind"),
                                    some(differences.differing(), "of another total"),
                                    some(differences.gone(), "not listed"),
                                    some(differences.moved(), "changing"))
                            .filter(words -> !words.isEmpty())
                            .toList());
        }

        private static String some(int number, String words) {
            return number == 0 ? "" : number + " " + words;
        }
    }
}
