package io.throughline.runtime.command;

import io.throughline.events.command.PauseDeliveries;
import io.throughline.events.command.ResumeDeliveries;
import io.throughline.events.command.Scope;
import io.throughline.events.outcome.Answer;
import io.throughline.runtime.store.PauseScope;
import io.throughline.runtime.store.Pauses;

/** Pauses as operators wish them. */
final class PauseCommands {

    private final Pauses pauses;

    PauseCommands(Pauses pauses) {
        this.pauses = pauses;
    }

    Answer pause(PauseDeliveries command) {
        return answer(pauses.pause(
                scope(command.scope()), command.by().actor(), command.by().reason(), command.revision()));
    }

    Answer resume(ResumeDeliveries command) {
        return answer(pauses.resume(
                scope(command.scope()), command.by().actor(), command.by().reason(), command.revision()));
    }

    private static Answer answer(boolean counted) {
        return counted ? Answer.DONE : Answer.SUPERSEDED;
    }

    private static PauseScope scope(Scope scope) {
        PauseScope.Kind kind = switch (scope.of()) {
            case INTEGRATION -> PauseScope.Kind.INTEGRATION;
            case SHOP -> PauseScope.Kind.SHOP;
            case EVENT_TYPE -> PauseScope.Kind.TYPE;
            case ORDER -> PauseScope.Kind.ORDER;
        };
        return new PauseScope(kind, scope.name() == null ? "" : scope.name());
    }
}
