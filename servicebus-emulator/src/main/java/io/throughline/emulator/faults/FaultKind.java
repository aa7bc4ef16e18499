package io.throughline.emulator.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong. */
public enum FaultKind {
    /** Closes sockets at once and without a word; counts connections. */
    DROP_CONNECTIONS(Fault.MOST),
    /** Closes links of the entity with an error; counts links. */
    DETACH(Fault.MOST),
    /** Ends locks now, as if their time were over; counts messages. */
    EXPIRE_LOCKS(Fault.MOST),
    /** Ends the locks of sessions now, as if their time were over; counts sessions. */
    EXPIRE_SESSION(Fault.MOST),
    /** Refuses sends as a busy server does, and takes nothing; counts transfers. */
    BUSY_SENDS(1),
    /** Refuses settlements as a busy server does, and settles nothing; counts settlements. */
    BUSY_SETTLEMENTS(1),
    /** Refuses sends with an error of choice, and takes nothing; counts transfers. */
    REFUSE_SENDS(1),
    /** Takes what is sent and never says so; counts transfers. */
    LOSE_SEND_ANSWERS(1),
    /** Settles and never says so; counts settlements. */
    LOSE_SETTLEMENT_ANSWERS(1),
    /** Takes what is sent and says so later; counts transfers. */
    DELAY_SEND_ANSWERS(1),
    /** Settles and says so later; counts settlements. */
    DELAY_SETTLEMENT_ANSWERS(1),
    /** Keeps links attached that neither say nor hear anything until it ends; counts links. */
    SILENCE(1),
    /** Sends transfers and answers of the entity later, in their order; counts those. */
    LATENCY(Fault.MOST);

    private final int defaultCount;

    FaultKind(int defaultCount) {
        this.defaultCount = defaultCount;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int defaultCount() {
        return defaultCount;
    }

    /** Happens when it is planted, and is over then. */
    boolean immediate() {
        return this == DROP_CONNECTIONS || this == DETACH || this == EXPIRE_LOCKS || this == EXPIRE_SESSION;
    }

    boolean needsEntity() {
        return this != DROP_CONNECTIONS;
    }

    boolean takesCondition() {
        return this == DETACH || this == REFUSE_SENDS;
    }

    boolean takesSession() {
        return this == EXPIRE_SESSION;
    }

    boolean takesDelay() {
        return this == DELAY_SEND_ANSWERS || this == DELAY_SETTLEMENT_ANSWERS || this == LATENCY;
    }

    static FaultKind of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'fault' is one of " + allowed()));
    }

    private static String allowed() {
        return Arrays.stream(values()).map(FaultKind::wireName).collect(Collectors.joining(", "));
    }
}
