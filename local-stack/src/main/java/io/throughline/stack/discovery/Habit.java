package io.throughline.stack.discovery;

import io.throughline.events.catalogue.FailureMode;

/** What an integration does that it will fail by, with the failure mode that follows from it. */
enum Habit {
    POLLS(
            "it asks at intervals: what changes twice between two runs, or during one, is easily missed",
            "changed-between-runs",
            "high",
            "high",
            "MissedWebhooks"),
    SENDS_FILES(
            "it hands over files: late, empty or half written, one is read all the same",
            "file-late-or-empty",
            "medium",
            "medium",
            "UnaccountedOrders"),
    TRIES_ONCE("nothing in the file tries again", "given-up-at-once", "medium", "high", "UnaccountedOrders"),
    TRIES_AGAIN(
            "it tries again, and the file names no key by which the other side would know the same request",
            "sent-twice",
            "medium",
            "high",
            "EffectConflict"),
    FAILED("answers of 500 and above were logged", "*-unavailable", "high", "medium", "DownstreamFailing"),
    LOCKED_OUT("answers 401 or 403 were logged", "*-unauthorized", "medium", "high", "AccessRefused"),
    REFUSED("other answers from 400 on were logged", "*-rejected", "medium", "medium", "ParkedDeliveries"),
    UNKNOWN(
            "nothing is known of how it fails; every other system is away at times",
            "*-unavailable",
            "medium",
            "medium",
            "DownstreamFailing");

    private static final String SYSTEM = "*";

    /** Nobody is told of it: so integrations are found. */
    private static final String DETECTABILITY = "silent";

    private final String because;
    private final String code;
    private final String likelihood;
    private final String impact;
    private final String runbook;

    Habit(String because, String code, String likelihood, String impact, String runbook) {
        this.because = because;
        this.code = code;
        this.likelihood = likelihood;
        this.impact = impact;
        this.runbook = runbook;
    }

    String because() {
        return because;
    }

    /** @param system first word of codes that are about the other system */
    FailureMode mode(String system) {
        return new FailureMode(code.replace(SYSTEM, system), likelihood, impact, DETECTABILITY, runbook);
    }
}
