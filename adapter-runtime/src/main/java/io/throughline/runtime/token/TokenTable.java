package io.throughline.runtime.token;

import java.util.Optional;
import java.util.UUID;

/** The tokens of one account, shared by all instances. */
public interface TokenTable {

    Tokens read();

    /** Lets one renew them, for a while; the tokens as they are then, absent while somebody else renews them. */
    Optional<Tokens> claim(UUID owner);

    /**
     * Replaces tokens, and ends the claim.
     *
     * @return false when they were replaced by others meanwhile: those are newer
     */
    boolean replace(Tokens spent, Tokens next);

    /** Ends a claim that changed nothing. */
    void release(UUID owner);
}
