package io.throughline.dashboard.web;

import io.throughline.dashboard.login.Role;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Who acts right now; pages offer nobody what he may not do. */
@ControllerAdvice(annotations = Controller.class)
class Acting {

    /** The highest role of whoever is logged in; absent when it is none of ours. */
    static Optional<Role> role() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return Stream.of(Role.values()).filter(role -> has(who, role)).max(Comparator.naturalOrder());
    }

    /** As it is written into the audit log. */
    static String word() {
        return role().map(Role::word).orElseThrow(() -> new IllegalStateException("Nobody who may act is logged in"));
    }

    private static boolean has(@Nullable Authentication who, Role role) {
        return who != null
                && who.getAuthorities().stream()
                        .anyMatch(granted -> ("ROLE_" + role.name()).equals(granted.getAuthority()));
    }

    @ModelAttribute("mayAct")
    boolean mayAct() {
        return role().filter(role -> role.compareTo(Role.OPERATOR) >= 0).isPresent();
    }
}
