package io.throughline.runtime.command;

import io.throughline.events.command.PauseDeliveries;
import io.throughline.events.command.ResumeDeliveries;
import io.throughline.events.outcome.Answer;

/** For an adapter that cannot halt its calls: whoever asks for it is told. */
public final class NoPauses implements PauseSwitch {

    @Override
    public Answer pause(PauseDeliveries command) {
        return Answer.REFUSED;
    }

    @Override
    public Answer resume(ResumeDeliveries command) {
        return Answer.REFUSED;
    }
}
