package io.throughline.dashboard.web;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** What to do, for somebody who was woken at three in the morning: where he is already. */
@Controller
class RunbookPage {

    private final Runbooks runbooks;

    RunbookPage(Runbooks runbooks) {
        this.runbooks = runbooks;
    }

    @GetMapping("/runbooks")
    String index(Model model) {
        return show(runbooks.index(), model);
    }

    @GetMapping("/runbooks/{name}")
    String one(@PathVariable String name, Model model) {
        return show(
                runbooks.named(name)
                        .orElseThrow(
                                () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No runbook is called so")),
                model);
    }

    private String show(Runbooks.Page page, Model model) {
        model.addAttribute("page", page);
        model.addAttribute("names", runbooks.names());
        return "runbook";
    }
}
