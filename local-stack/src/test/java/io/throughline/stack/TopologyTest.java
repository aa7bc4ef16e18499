package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.stack.scaffold.TopologyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code deploy/topology/Config.json} against the contract's names and the integrations that there are. */
class TopologyTest {

    private final TopologyFile file = new TopologyFile(Path.of(".."));

    @Test
    void everyIntegrationHasItsSubscriptionsAndNobodyElse() {
        assertThat(file.integrations()).contains("fulfillment-adapter", "finance-adapter", "inventory-adapter");
        if (Boolean.getBoolean("throughline.rewrite")) {
            file.write();
        }

        assertThat(file.path())
                .as("rewrite it: ./mvnw -pl local-stack test -Dtest=TopologyTest -Dthroughline.rewrite=true")
                .hasContent(file.content());
    }

    @Test
    void theEmulatorUnderstandsIt() throws IOException {
        NamespaceConfig config = NamespaceConfig.parse(Files.readString(file.path()));

        assertThat(config.topics()).hasSize(3);
        assertThat(config.queues()).isEmpty();
    }
}
