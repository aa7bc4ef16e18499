package io.throughline.ingest.admin;

import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** How long lists are read: a page, then what comes after its last id. */
final class Pages {

    /** Before every id. */
    static final UUID START = new UUID(0, 0);

    private static final int DEFAULT = 100;
    private static final int LONGEST = 1_000;

    private Pages() {}

    static int limit(Optional<Integer> wanted) {
        int limit = wanted.orElse(DEFAULT);
        if (limit < 1 || limit > LONGEST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "A limit is 1 to " + LONGEST + ".");
        }
        return limit;
    }
}
