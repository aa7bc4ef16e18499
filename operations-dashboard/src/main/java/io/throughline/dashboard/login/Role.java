package io.throughline.dashboard.login;

import java.util.Locale;

/** What an account may do; each role may also do what those before it may. */
public enum Role {
    /** Sees everything, and changes nothing. */
    VIEWER,
    /** Gives commands, and decides about causes. */
    OPERATOR,
    /** What an operator does, and is the second person where one is needed. */
    APPROVER;

    /** As it is written into the audit log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
