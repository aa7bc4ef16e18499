package io.throughline.stack.discovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that change something, as a web server or an outgoing proxy logged them: one integration a caller. */
final class AccessLog {

    private static final Pattern LINE = Pattern.compile(
            "^\\S+ \\S+ \\S+ \\[([^\\]]+)] \"(POST|PUT|PATCH|DELETE|GET|HEAD|OPTIONS|CONNECT) (\\S+)[^\"]*\""
                    + " (\\d{3}) \\S+"
                    + "(?: \"[^\"]*\" \"([^\"]*)\")?.*$");
    private static final Pattern READING = Pattern.compile("GET|HEAD|OPTIONS|CONNECT");
    private static final Pattern ID = Pattern.compile("/[^/]*\\d[^/]*");
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;
    private static final int MOST_PATHS = 5;

    private final String place;

    AccessLog(Path file) {
        this.place = file.getFileName().toString();
    }

    static boolean looksLike(String text) {
        return text.lines().limit(1).anyMatch(line -> LINE.matcher(line).matches());
    }

    /** What one caller did. */
    private static final class Caller {

        private final Set<Habit> habits = EnumSet.noneOf(Habit.class);
        private final Map<String, Integer> paths = new TreeMap<>();
        private final Map<String, Integer> statuses = new TreeMap<>();
        private final List<String> hosts = new ArrayList<>();
        private String last = "";

        void did(Matcher line) {
            String target = line.group(3).replaceFirst("[?#].*$", "");
            hosts.addAll(Guess.hosts(target));
            paths.merge(ID.matcher(target.replaceFirst("^\\w+://[^/]*", "")).replaceAll("/{id}"), 1, Integer::sum);
            statuses.merge(line.group(4), 1, Integer::sum);
            last = line.group(1);
            int status = Integer.parseInt(line.group(4));
            if (status >= SERVER_ERROR) {
                habits.add(Habit.FAILED);
            } else if (status == 401 || status == 403) {
                habits.add(Habit.LOCKED_OUT);
            } else if (status >= CLIENT_ERROR) {
                habits.add(Habit.REFUSED);
            }
        }

        List<String> facts() {
            return List.of(
                    "Requests by status: " + statuses + ", the last at " + last,
                    "Addresses: "
                            + paths.keySet().stream().limit(MOST_PATHS).toList()
                            + (paths.size() > MOST_PATHS ? " and " + (paths.size() - MOST_PATHS) + " more" : ""));
        }
    }

    List<Sighting> sightings(String text) {
        Map<String, Caller> callers = new TreeMap<>();
        text.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            if (!READING.matcher(line.group(2)).matches()) {
                String agent = line.group(5) == null ? "-" : line.group(5).replaceFirst("[/ ].*$", "");
                callers.computeIfAbsent(agent.equals("-") ? "an unnamed caller" : agent, first -> new Caller())
                        .did(line);
            }
        });
        List<Sighting> found = new ArrayList<>();
        callers.forEach((name, caller) -> found.add(new Sighting(
                name,
                place,
                null,
                caller.hosts,
                String.join(" ", caller.paths.keySet()),
                caller.habits,
                caller.facts())));
        return found;
    }
}
