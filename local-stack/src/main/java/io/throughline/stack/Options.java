package io.throughline.stack;

import io.throughline.stack.check.Sabotage;
import io.throughline.stack.process.StackException;
import java.util.List;

/**
 * What the person at the terminal asked for.
 *
 * @param fresh whether earlier state is forgotten
 * @param check whether to count instead of to run
 * @param sabotage what to break during the check
 */
record Options(boolean fresh, boolean check, Sabotage sabotage) {

    private static final String SABOTAGE = "--sabotage=";

    static Options of(List<String> arguments) {
        boolean fresh = false;
        boolean check = false;
        Sabotage sabotage = Sabotage.NONE;
        for (String argument : arguments) {
            switch (argument) {
                case "--fresh" -> fresh = true;
                case "--check" -> check = true;
                default -> sabotage = sabotage(argument);
            }
        }
        if (sabotage != Sabotage.NONE && !check) {
            throw new StackException("A sabotage is for the check: ./run --check " + SABOTAGE + sabotage.word());
        }
        return new Options(fresh, check, sabotage);
    }

    private static Sabotage sabotage(String argument) {
        if (!argument.startsWith(SABOTAGE)) {
            throw new StackException("Unknown option " + argument + "; see ./run --help");
        }
        return Sabotage.named(argument.substring(SABOTAGE.length()))
                .orElseThrow(() -> new StackException("Unknown " + argument + "; see ./run --help"));
    }
}
