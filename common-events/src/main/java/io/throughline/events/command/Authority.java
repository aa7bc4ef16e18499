package io.throughline.events.command;

import java.util.Set;

/**
 * On whose word a command is given; kept with what it did.
 *
 * @param actor the account's name
 * @param role {@code operator}, {@code approver}, {@code system}
 * @param reason in the actor's words
 */
public record Authority(String actor, String role, String reason) {

    private static final Set<String> ROLES = Set.of("operator", "approver", "system");

    public Authority {
        if (actor.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("A command needs an actor and a reason");
        }
        if (!ROLES.contains(role)) {
            throw new IllegalArgumentException("'" + role + "' is none of the roles " + ROLES);
        }
    }
}
