package io.throughline.dashboard.login;

import org.springframework.security.core.AuthenticationException;

/** Somebody of the organisation to whom nobody gave a role here. */
final class NoRole extends AuthenticationException {

    private static final long serialVersionUID = 1;

    private final String name;

    NoRole(String name) {
        super("No role was given");
        this.name = name;
    }

    String name() {
        return name;
    }
}
