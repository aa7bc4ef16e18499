package io.throughline.events.command;

/**
 * On whose word a command is given; kept with what it did.
 *
 * @param actor the account's name
 * @param role {@code operator}, {@code approver}, {@code system}
 * @param reason in the actor's words
 */
public record Authority(String actor, String role, String reason) {

    public Authority {
        if (actor.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("A command needs an actor and a reason");
        }
    }
}
