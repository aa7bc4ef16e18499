package io.throughline.stub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a stub system was asked: how often, and the latest requests. */
final class Heard {

    private static final int MOST = 100;

    private final Deque<StubRequest> latest = new ArrayDeque<>();
    private int requests;

    void remember(StubRequest request) {
        requests++;
        latest.addLast(request);
        if (latest.size() > MOST) {
            latest.removeFirst();
        }
    }

    int requests() {
        return requests;
    }

    List<StubRequest> latest() {
        return List.copyOf(latest);
    }

    /** Those that asked for more than a look, after so many requests; one line each. */
    List<String> changesAfter(int earlier) {
        return latest.stream()
                .skip(Math.max(0, latest.size() - (requests - earlier)))
                .filter(StubRequest::isChange)
                .map(request -> request.method() + " " + request.path() + " " + request.body())
                .toList();
    }
}
