package io.throughline.dashboard.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Runbooks and the catalogue, for programs. */
@RestController
@RequestMapping("/api")
class RunbookApi {

    private final Runbooks runbooks;
    private final Catalogue catalogue;

    RunbookApi(Runbooks runbooks, Catalogue catalogue) {
        this.runbooks = runbooks;
        this.catalogue = catalogue;
    }

    /** A runbook as it is written. */
    record Written(String name, String markdown) {}

    @GetMapping("/runbooks")
    List<String> names() {
        return runbooks.names();
    }

    @GetMapping("/runbooks/{name}")
    Written runbook(@PathVariable String name) {
        return runbooks.named(name)
                .map(page -> new Written(page.name(), page.markdown()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No runbook is called so"));
    }

    /** Riskiest first. */
    @GetMapping("/catalogue")
    List<Catalogue.Listed> catalogue() {
        return catalogue.all();
    }
}
