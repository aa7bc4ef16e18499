package io.throughline.stack.faults;

/** When, in a delivery's life, a process is killed. */
public enum Moment {
    ANY_TIME("at any time", 1),
    ASKED("asked to end, at any time", 0),
    BEFORE_INSERT("before insert", 1),
    BEFORE_COMPLETE("after insert before complete", 2),
    BEFORE_CALL("leased before call", 1),
    DURING_CALL("during call", 1),
    BETWEEN_CALLS("between two calls", 1),
    BEFORE_RESULT("after call before result", 1),
    BEFORE_REPORT("after result before report", 2),
    DEAD_LETTER("dead letter drained before complete", 2);

    private final String words;
    private final int kills;

    Moment(String words, int kills) {
        this.words = words;
        this.kills = kills;
    }

    /** How many processes are killed: both where it cannot be seen which of them stands there, none that is asked. */
    public int kills() {
        return kills;
    }

    /** Whether the process is asked to end, as by a release, and not killed. */
    public boolean isPolite() {
        return kills == 0;
    }

    /** For a person. */
    public String words() {
        return words;
    }
}
