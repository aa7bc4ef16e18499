package io.throughline.runtime.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.events.catalogue.CatalogueEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IntegrationYamlTest {

    static final String VALID = """
            integration: test-adapter
            title: Test system
            owner: Logistics
            downstream: A system for tests
            contract: none
            business-impact: Nothing happens
            sla: {lag: PT5M, target: 0.999}
            events: [order.placed.v1]
            failure-modes:
              - {code: test-rejected, likelihood: low, impact: high, detectability: alerted, runbook: ParkedDeliveries}
            legacy-path: none
            migration-stage: sole
            """;

    @Test
    void readsAValidEntry() throws IOException {
        CatalogueEntry entry = parse(VALID);

        assertThat(entry.sla().lag()).isEqualTo(Duration.ofMinutes(5));
        assertThat(entry.failureModes()).singleElement().extracting("runbook").isEqualTo("ParkedDeliveries");
    }

    @Test
    void namesAnUnknownField() {
        assertThatThrownBy(() -> parse(VALID + "ownr: Logistics\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ownr");
    }

    @Test
    void namesAMissingField() {
        assertThatThrownBy(() -> parse(VALID.replace("owner: Logistics\n", "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("owner");
    }

    private static CatalogueEntry parse(String yaml) throws IOException {
        return new IntegrationYaml().read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
