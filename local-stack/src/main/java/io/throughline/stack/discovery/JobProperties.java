package io.throughline.stack.discovery;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration of a job: one integration a file. */
final class JobProperties {

    private static final Pattern ENTRY = Pattern.compile("(?m)^[ \\t]*[\\w.-]+[ \\t]*[=:].*$");
    private static final Pattern INTERVAL = Pattern.compile("(?i).*(interval|every|period|poll).*");
    private static final Pattern TIME = Pattern.compile("(?i)(\\d{1,9})\\s*(ms|s|m|min|h)?");
    private static final Pattern TRIES = Pattern.compile("(?i).*(retr|attempts|tries).*");
    private static final Pattern TARGET = Pattern.compile("(?i).*(target|sink|dest|write|push).*");
    private static final Pattern NAME = Pattern.compile("(?i)(job|application|integration|app)\\.?name");
    private static final int FEWEST_ENTRIES = 3;

    private final Path file;

    JobProperties(Path file) {
        this.file = file;
    }

    static boolean looksLike(String text) {
        return ENTRY.matcher(text).results().count() >= FEWEST_ENTRIES;
    }

    List<Sighting> sightings(String text) {
        Map<String, String> entries = entries(text);
        String name = file.getFileName().toString();
        Optional<Duration> every = every(entries);
        Set<Habit> habits = EnumSet.of(tries(entries));
        every.ifPresent(known -> habits.add(Habit.POLLS));
        List<String> facts = new ArrayList<>();
        entries.forEach((key, value) -> {
            if (TRIES.matcher(key).matches() || INTERVAL.matcher(key).matches()) {
                facts.add(key + " is " + Discretion.kept(value));
            }
        });
        if (Discretion.hides(text)) {
            facts.add(Discretion.WARNING);
        }
        return List.of(new Sighting(
                first(NAME, entries).orElse(name), name, every.orElse(null), systems(entries), text, habits, facts));
    }

    private static Map<String, String> entries(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        Map<String, String> entries = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> entries.put(key, properties.getProperty(key).strip()));
        return entries;
    }

    private static Optional<String> first(Pattern key, Map<String, String> entries) {
        return entries.keySet().stream()
                .filter(name -> key.matcher(name).matches())
                .findFirst()
                .map(entries::get);
    }

    /** What it writes to comes last. */
    private static List<String> systems(Map<String, String> entries) {
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        entries.forEach((key, value) -> (TARGET.matcher(key).matches() ? targets : sources).addAll(Guess.hosts(value)));
        sources.addAll(targets);
        return sources;
    }

    private static Habit tries(Map<String, String> entries) {
        return first(TRIES, entries)
                        .filter(value -> !value.matches("[01]|false"))
                        .isPresent()
                ? Habit.TRIES_AGAIN
                : Habit.TRIES_ONCE;
    }

    private static Optional<Duration> every(Map<String, String> entries) {
        return entries.entrySet().stream()
                .filter(entry -> INTERVAL.matcher(entry.getKey()).matches())
                .flatMap(entry -> time(entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    /** Without a unit in value or key it is milliseconds, as Java's timers have it. */
    private static Optional<Duration> time(String key, String value) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(time.group(1));
        String unit = time.group(2) == null ? unit(key) : time.group(2).toLowerCase(Locale.ROOT);
        return Optional.of(
                switch (unit) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m", "min" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofMillis(number);
                });
    }

    private static String unit(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.contains("minutes")) {
            return "m";
        }
        return lower.contains("seconds") ? "s" : lower.contains("hours") ? "h" : "ms";
    }
}
