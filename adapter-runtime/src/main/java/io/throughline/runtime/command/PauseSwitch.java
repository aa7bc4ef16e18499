package io.throughline.runtime.command;

import io.throughline.events.command.PauseDeliveries;
import io.throughline.events.command.ResumeDeliveries;
import io.throughline.events.outcome.Answer;

/** Where pauses are written down, inside the caller's transaction. Which of two commands counts is decided before. */
public interface PauseSwitch {

    /** What became of it: done, or already done. */
    Answer pause(PauseDeliveries command);

    /** What became of it: done, or already done. */
    Answer resume(ResumeDeliveries command);
}
