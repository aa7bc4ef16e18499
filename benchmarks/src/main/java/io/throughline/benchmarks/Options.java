package io.throughline.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The numbers that whoever runs a benchmark may change: {@code --rounds=5}. */
public final class Options {

    private static final String MINUTES = "minutes";
    private static final int MOST_MINUTES = 10;

    private final Map<String, Integer> values;

    private Options(Map<String, Integer> values) {
        this.values = values;
    }

    /** Reads the command line, and ends the program with a word when it is wrong or when its time is over. */
    public static Options of(String[] arguments, Map<String, Integer> defaults) {
        Map<String, Integer> values = new HashMap<>(defaults);
        values.put(MINUTES, MOST_MINUTES);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (parts.length < 2 || !values.containsKey(name) || !parts[1].matches("[1-9]\\d{0,8}")) {
                System.err.println("Cannot use " + argument + "; there is " + defaults.keySet() + ", --" + MINUTES);
                System.exit(2);
            }
            values.put(name, Integer.parseInt(parts[1]));
        }
        Options options = new Options(values);
        options.endInTime();
        return options;
    }

    public int get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private void endInTime() {
        Duration limit = Duration.ofMinutes(get(MINUTES));
        Thread.ofPlatform().daemon().name("time-limit").start(() -> {
            try {
                Thread.sleep(limit);
                System.err.println("Not done after " + limit.toMinutes() + " minutes; --minutes gives it more.");
                System.exit(1);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
