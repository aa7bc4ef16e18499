package io.throughline.stack.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final Lineup LINEUP = Lineup.known();

    @Test
    void aPortThatIsTakenIsNamedWithItsUserAndTheVariableThatMovesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = allFree();
            environment.put("THROUGHLINE_XERO_PORT", Integer.toString(taken.getLocalPort()));

            assertThatThrownBy(() -> Ports.usual(LINEUP, environment))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("the stub of Xero")
                    .hasMessageContaining("THROUGHLINE_XERO_PORT=");
        }
    }

    @Test
    void theEnvironmentMovesAPort() {
        Map<String, String> environment = allFree();

        Ports ports = Ports.usual(LINEUP, environment);

        assertThat(ports.uri(Port.INGEST)).hasPort(Integer.parseInt(environment.get("THROUGHLINE_INGEST_PORT")));
    }

    @Test
    void whatIsNoPortIsRefused() {
        Map<String, String> environment = allFree();
        environment.put("THROUGHLINE_INGEST_PORT", "http");

        assertThatThrownBy(() -> Ports.usual(LINEUP, environment)).hasMessageContaining("THROUGHLINE_INGEST_PORT=http");
    }

    @Test
    void freePortsAreDifferent() {
        Ports ports = Ports.free(LINEUP);

        assertThat(LINEUP.ports().stream().map(ports::of)).doesNotHaveDuplicates();
    }

    @Test
    void freePortsAreNoneThatAnOutgoingConnectionMayGet() {
        Ports ports = Ports.free(LINEUP);

        assertThat(LINEUP.ports().stream().map(ports::of)).allMatch(port -> port < 32_768);
    }

    private static Map<String, String> allFree() {
        Ports free = Ports.free(LINEUP);
        Map<String, String> environment = new HashMap<>();
        for (Port port : LINEUP.ports()) {
            environment.put(port.variable(), Integer.toString(free.of(port)));
        }
        return environment;
    }
}
