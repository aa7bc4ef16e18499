package io.throughline.stack.discovery;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One integration as a file shows it.
 *
 * @param name what the file calls it
 * @param place where it stands: {@code crontab:4}
 * @param every the time between two runs; absent when it is told, or the file does not say
 * @param systems hosts and products that it speaks with, the one that it writes to last
 * @param words whatever may tell what it is about: commands, addresses, names of steps
 * @param facts what else the file says, for a person
 */
record Sighting(
        String name,
        String place,
        @Nullable Duration every,
        List<String> systems,
        String words,
        Set<Habit> habits,
        List<String> facts) {

    Sighting {
        systems = systems.stream().distinct().toList();
        habits = new LinkedHashSet<>(habits);
        facts = List.copyOf(facts);
    }
}
