package io.throughline.@package@;

import io.throughline.runtime.EventHandler;
import io.throughline.testkit.IntegrationContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class IntegrationTest implements IntegrationContract {

    private final @Name@Fixture fixture = new @Name@Fixture();

    @Override
    public List<EventHandler<?>> handlers() {
        return List.of(@handlers@);
    }

    @Override
    public String system() {
        return fixture.system.name();
    }

    @Override
    public List<String> codes() {
        return List.of();
    }

    @AfterEach
    void close() {
        fixture.close();
    }
}
