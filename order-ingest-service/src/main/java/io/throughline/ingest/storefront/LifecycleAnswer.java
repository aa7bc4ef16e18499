package io.throughline.ingest.storefront;

import java.util.Map;

/** What a storefront expects to read when it tries an address out. */
public record LifecycleAnswer(int status, String body, Map<String, String> headers) {

    public LifecycleAnswer {
        headers = Map.copyOf(headers);
    }
}
