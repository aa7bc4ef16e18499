package io.throughline.ingest.storefront;

import java.util.Optional;

/** Calls that may also change something: only what a webhook subscription is. */
public interface ChangeCalls extends QueryCalls {

    /**
     * Puts something in the place of what is there.
     *
     * @param path below the API's base address
     * @param body JSON
     * @return absent when there is nothing at that address
     * @throws FetchException when the storefront does not answer as it should
     */
    Optional<byte[]> put(String path, byte[] body);
}
