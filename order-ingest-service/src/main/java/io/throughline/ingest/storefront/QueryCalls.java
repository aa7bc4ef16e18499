package io.throughline.ingest.storefront;

import java.util.Optional;

/** Calls that may also post a question, for APIs that are asked in that way. Nothing is ever changed by them. */
public interface QueryCalls extends OrderCalls {

    /**
     * The answer to a question.
     *
     * @param path below the API's base address
     * @param question JSON
     * @return absent when there is nothing at that address
     * @throws FetchException when the storefront does not answer as it should
     */
    Optional<byte[]> ask(String path, byte[] question);
}
