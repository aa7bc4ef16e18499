package io.throughline.runtime.token;

import java.time.Instant;

/**
 * An account's access, and what renews it.
 *
 * @param access sent with every call; empty when there was none yet
 * @param refresh gives the next tokens, and is usually spent by that
 * @param renewAt from when on the access is renewed before it is used
 */
public record Tokens(String access, String refresh, Instant renewAt) {

    @Override
    public String toString() {
        return "Tokens[until " + renewAt + "]";
    }
}
