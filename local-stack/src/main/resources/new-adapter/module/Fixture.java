package io.throughline.@package@;

import io.throughline.stub.PlainStub;
import java.time.Clock;
import java.time.Duration;

/** What stands between a handler and @System@ that listens on a free port. */
final class @Name@Fixture implements AutoCloseable {

    final PlainStub system = PlainStub.start("@subject@", 0);
    final @Name@Client client = new @Name@Client(
            new @Name@Properties(system.uri(), "secret", Duration.ofSeconds(3)), Clock.systemUTC());

    @Override
    public void close() {
        system.close();
    }
}
