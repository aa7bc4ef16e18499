package io.throughline.stub;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stub system's OAuth2: {@code POST /connect/token} spends a refresh token and gives the next. Any that was not spent
 * is good. One whose successor was not spent either may be used again, as at Xero: an answer may have been lost.
 */
public final class Identity {

    static final String PATH = "/connect/token";

    private static final Pattern REFRESH_TOKEN = Pattern.compile("(?:^|.*&)refresh_token=([^&]+).*");
    private static final Pattern ISSUED = Pattern.compile("Bearer access-([0-9]{1,9})");
    private static final int MOST_TOKENS = 100_000;

    private final ReentrantLock turn = new ReentrantLock();
    private final Map<String, String> successors = new HashMap<>();
    private int issued;
    private int expired;

    /** Access tokens given out so far. */
    public int issued() {
        return inTurn(() -> issued);
    }

    /** No access token that was given out is good any more. */
    public void expireTokens() {
        inTurn(() -> expired = issued);
    }

    /** Whether the request comes with an access token that was given out here and is over; others are not judged. */
    boolean refuses(StubRequest request) {
        Matcher bearer = ISSUED.matcher(request.header("authorization").orElse(""));
        return bearer.matches() && inTurn(() -> Integer.parseInt(bearer.group(1)) <= expired);
    }

    StubEndpoint.Reply serve(StubRequest request) {
        return StubEndpoint.Reply.of(inTurn(() -> answer(request)));
    }

    private StubAnswer answer(StubRequest request) {
        if (!request.header("authorization").orElse("").startsWith("Basic ")) {
            return StubAnswer.of(401, Map.of("error", "invalid_client"));
        }
        Matcher token = REFRESH_TOKEN.matcher(request.body());
        if (!token.matches() || isOver(token.group(1)) || successors.size() >= MOST_TOKENS) {
            return StubAnswer.of(400, Map.of("error", "invalid_grant"));
        }
        issued++;
        // Never one that was given out before this stub was started anew.
        String next = UUID.randomUUID().toString();
        successors.put(token.group(1), next);
        return StubAnswer.of(
                200,
                Map.of(
                        "access_token",
                        "access-" + issued,
                        "refresh_token",
                        next,
                        "token_type",
                        "Bearer",
                        "expires_in",
                        1800));
    }

    private boolean isOver(String refreshToken) {
        String successor = successors.get(refreshToken);
        return successor != null && successors.containsKey(successor);
    }

    private <R> R inTurn(Supplier<R> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
