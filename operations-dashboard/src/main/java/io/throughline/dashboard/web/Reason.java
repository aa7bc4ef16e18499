package io.throughline.dashboard.web;

import java.util.Optional;

/** Why somebody does something: nothing is done without. */
final class Reason {

    static final String WANTED = "Give a reason of up to 500 characters.";

    private static final int LONGEST = 500;

    private Reason() {}

    /** What a form brought; absent when it is no reason, or too long to be kept. */
    static Optional<String> of(String typed) {
        return Optional.of(typed.strip()).filter(reason -> !reason.isEmpty() && reason.length() <= LONGEST);
    }
}
