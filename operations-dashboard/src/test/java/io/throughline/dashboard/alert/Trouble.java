package io.throughline.dashboard.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something that goes on for a while and loses nothing.
 *
 * @param who the integration; empty where it concerns all
 */
record Trouble(Kind kind, String who, Instant from, Instant to) {

    /** What happens in a day, and how often to each integration, or to all. */
    enum Kind {
        BREAKER_OPEN(8, 120, 480),
        PAUSED(4, 240, 1200),
        RESTARTING(3, 10, 50),
        DEAD(1, 360, 600),
        RELAY_STUCK(6, 60, 150),
        DASHBOARD_DOWN(2, 180, 420),
        DASHBOARD_DEAF(2, 120, 420),
        BROKER_DOWN(1, 420, 420),
        INGEST_CANNOT_SEND(2, 120, 540);

        private final int times;
        private final int least;
        private final int most;

        Kind(int times, int least, int most) {
            this.times = times;
            this.least = least;
            this.most = most;
        }

        boolean isOfOne() {
            return compareTo(DASHBOARD_DOWN) < 0;
        }
    }

    /** After the first hour and before the last. */
    static List<Trouble> ofADay(Instant start, List<String> integrations, Random random) {
        List<Trouble> troubles = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (String who : kind.isOfOne() ? integrations : List.of("")) {
                for (int time = 0; time < kind.times; time++) {
                    Instant from = start.plusSeconds(3600 + 5L * random.nextInt(22 * 720));
                    int length = kind.least + random.nextInt(kind.most - kind.least + 1);
                    troubles.add(new Trouble(kind, who, from, from.plusSeconds(length)));
                }
            }
        }
        return troubles;
    }

    boolean isOn(Instant now) {
        return !now.isBefore(from) && now.isBefore(to);
    }

    /** A moment in which judgement is easily wrong: it has begun or ended not long ago. */
    boolean isNews(Instant now) {
        return isWithin(from, now) || isWithin(to, now);
    }

    private static boolean isWithin(Instant change, Instant now) {
        return !now.isBefore(change.minusSeconds(5)) && now.isBefore(change.plus(Duration.ofSeconds(90)));
    }
}
