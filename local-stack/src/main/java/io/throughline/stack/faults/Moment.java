package io.throughline.stack.faults;

/** When, in a delivery's life, a process is killed. */
public enum Moment {
    ANY_TIME("at any time"),
    BEFORE_INSERT("before insert"),
    BEFORE_COMPLETE("after insert before complete"),
    BEFORE_CALL("leased before call"),
    DURING_CALL("during call"),
    BETWEEN_CALLS("between two calls"),
    BEFORE_RESULT("after call before result"),
    BEFORE_REPORT("after result before report"),
    DEAD_LETTER("dead letter drained before complete");

    private final String words;

    Moment(String words) {
        this.words = words;
    }

    /** For a person. */
    public String words() {
        return words;
    }
}
