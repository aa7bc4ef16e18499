package io.throughline.stack;

import io.throughline.stack.check.Sabotage;
import io.throughline.stack.process.StackException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the person at the terminal asked for.
 *
 * @param fresh whether earlier state is forgotten
 * @param check whether to count instead of to run
 * @param sabotage what to break during the check
 * @param only the one adapter that is wanted
 * @param faults how to kill the adapters
 * @param event the file of an event that this adapter is to be tried with
 */
record Options(
        boolean fresh,
        boolean check,
        Sabotage sabotage,
        @Nullable Faults faults,
        @Nullable String only,
        @Nullable String event) {

    private static final String SABOTAGE = "--sabotage=";
    private static final String ONLY = "--only=";
    private static final String TRY = "--try=";
    private static final String KILLS = "--kills=";
    private static final String SEED = "--seed=";

    static Options of(List<String> arguments) {
        boolean fresh = arguments.contains("--fresh");
        boolean check = arguments.contains("--check");
        String only = value(arguments, ONLY);
        String event = value(arguments, TRY);
        Sabotage sabotage = sabotage(value(arguments, SABOTAGE));
        for (String argument : arguments) {
            if (!argument.matches("--fresh|--check|(" + String.join("|", SABOTAGE, ONLY, TRY, KILLS, SEED) + ").+")) {
                throw new StackException("Unknown option " + argument + "; see ./run --help");
            }
        }
        if (event != null && only == null) {
            throw new StackException("Which adapter? ./try <adapter> " + event);
        }
        Faults faults = faults(value(arguments, KILLS), value(arguments, SEED), only);
        if (faults != null && sabotage != Sabotage.NONE && sabotage != Sabotage.SUPPRESSION) {
            throw new StackException("./faults knows " + SABOTAGE + Sabotage.SUPPRESSION.word() + " alone");
        }
        if (sabotage != Sabotage.NONE && !check && faults == null) {
            throw new StackException("A sabotage is for the check: ./run --check " + SABOTAGE + sabotage.word());
        }
        return new Options(fresh, check, sabotage, faults, only, event);
    }

    private static @Nullable String value(List<String> arguments, String option) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(option))
                .map(argument -> argument.substring(option.length()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Faults faults(@Nullable String kills, @Nullable String seed, @Nullable String only) {
        try {
            return kills == null || seed == null
                    ? null
                    : Faults.of(Integer.parseInt(kills), Long.parseLong(seed), only);
        } catch (NumberFormatException words) {
            throw new StackException(KILLS + " and " + SEED + " take numbers", words);
        }
    }

    private static Sabotage sabotage(@Nullable String word) {
        return word == null
                ? Sabotage.NONE
                : Sabotage.named(word)
                        .orElseThrow(() -> new StackException("Unknown " + SABOTAGE + word + "; see ./run --help"));
    }
}
