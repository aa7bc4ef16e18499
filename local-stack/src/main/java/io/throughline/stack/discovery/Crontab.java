package io.throughline.stack.discovery;

import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scheduled commands, and the scripts among them that lie beside the file. */
final class Crontab {

    private static final Pattern ENTRY = Pattern.compile("^(@\\w+|(?:[\\d*/,a-zA-Z-]+\\s+){5})\\s*(\\S.*)$");
    private static final Pattern EVERY = Pattern.compile("\\*/(\\d{1,2})");
    private static final Pattern SCRIPT = Pattern.compile("([\\w./-]*?([\\w-]+\\.(?:sh|py|pl|rb|php)))");
    private static final Pattern FILES = Pattern.compile("(?i)\\b(s?ftp|scp|rsync|lftp)\\b");
    private static final Pattern AGAIN = Pattern.compile("(?i)retry|--retry|until\\b|for attempt");

    private final Path file;

    Crontab(Path file) {
        this.file = file;
    }

    static boolean looksLike(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .anyMatch(line -> ENTRY.matcher(line).matches());
    }

    List<Sighting> sightings(String text) {
        List<Sighting> found = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int place = 0; place < lines.size(); place++) {
            Matcher entry = ENTRY.matcher(lines.get(place));
            if (!lines.get(place).startsWith("#") && entry.matches()) {
                found.add(sighting(entry.group(1).strip(), entry.group(2), place + 1));
            }
        }
        return found;
    }

    private Sighting sighting(String schedule, String command, int line) {
        Matcher script = SCRIPT.matcher(command);
        boolean named = script.find();
        String body = named ? beside(script.group(2)) : "";
        String whole = command + "\n" + body;
        Set<Habit> habits = EnumSet.of(Habit.POLLS);
        if (FILES.matcher(whole).find()) {
            habits.add(Habit.SENDS_FILES);
        }
        habits.add(AGAIN.matcher(whole).find() ? Habit.TRIES_AGAIN : Habit.TRIES_ONCE);
        List<String> facts = new ArrayList<>(List.of("Runs at '" + schedule + "': " + Discretion.kept(command)));
        if (named && body.isEmpty()) {
            facts.add("Its script " + script.group(2) + " does not lie beside the file: give it the script too.");
        }
        if (Discretion.hides(whole)) {
            facts.add(Discretion.WARNING);
        }
        return new Sighting(
                named ? script.group(2) : command.split("\\s+", 2)[0],
                file.getFileName() + ":" + line,
                every(schedule),
                Guess.hosts(whole),
                whole,
                habits,
                facts);
    }

    private String beside(String script) {
        Path path = file.resolveSibling(script);
        try {
            return Files.isRegularFile(path) ? Discover.text(path) : "";
        } catch (IOException unreadable) {
            throw new StackException("Cannot read " + path + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Between two runs at least, read generously: a week at most. */
    private static Duration every(String schedule) {
        String[] fields = schedule.split("\\s+", -1);
        if (fields.length < 5) {
            return schedule.equals("@hourly") ? Duration.ofHours(1) : Duration.ofDays(1);
        }
        Matcher minutes = EVERY.matcher(fields[0]);
        if (fields[0].equals("*")) {
            return Duration.ofMinutes(1);
        }
        if (minutes.matches()) {
            return Duration.ofMinutes(Long.parseLong(minutes.group(1)));
        }
        Matcher hours = EVERY.matcher(fields[1]);
        if (hours.matches()) {
            return Duration.ofHours(Long.parseLong(hours.group(1)));
        }
        return fields[1].equals("*") ? Duration.ofHours(1) : Duration.ofDays(fields[4].equals("*") ? 1 : 7);
    }
}
