package io.throughline.emulator;

import io.throughline.emulator.core.EntityCounts;
import java.net.URI;
import java.util.Optional;

/** An emulator in this process. */
record OwnBus(Emulator emulator) implements Bus {

    @Override
    public String connectionString() {
        return emulator.connectionString();
    }

    @Override
    public Optional<URI> administrationAddress() {
        return Optional.of(URI.create("http://127.0.0.1:" + emulator.httpPort()));
    }

    @Override
    public String name(String entity) {
        return entity;
    }

    @Override
    public EntityCounts counts(String path) {
        return emulator.entity(path);
    }

    @Override
    public void close() {
        emulator.close();
    }
}
