package io.throughline.dashboard.web;

import io.throughline.dashboard.store.ApprovalStore;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** How many wishes wait for a second person, at the head of every page. */
@ControllerAdvice(annotations = Controller.class)
class WaitingApprovals {

    private final ApprovalStore store;

    WaitingApprovals(ApprovalStore store) {
        this.store = store;
    }

    @ModelAttribute("waiting")
    int waiting() {
        return store.count();
    }
}
