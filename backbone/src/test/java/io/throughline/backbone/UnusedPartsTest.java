package io.throughline.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

class UnusedPartsTest {

    private static final String BREAKER =
            "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration";

    @Test
    void keepsTheBrokerAndTheBreakerAndWhatIsNobodysBusiness() {
        List<String> offered = offered();
        offered.add(BREAKER);
        offered.add(BREAKER.replace("circuitbreaker", "bulkhead").replace("CircuitBreaker", "Bulkhead"));

        List<String> kept = offered.stream().filter(UnusedParts::isKept).toList();

        assertThat(kept)
                .contains(BREAKER, BackboneAutoConfiguration.class.getName())
                .anyMatch(name -> name.endsWith(".AzureServiceBusAutoConfiguration"))
                .anyMatch(name -> name.endsWith(".AzureTokenCredentialAutoConfiguration"))
                .noneMatch(name -> name.contains("azure") && name.contains("storage"))
                .noneMatch(name -> name.contains("bulkhead"));
        assertThat(kept.stream().filter(name -> name.startsWith("org.springframework.boot.autoconfigure.")))
                .containsExactlyElementsOf(offered.stream()
                        .filter(name -> name.startsWith("org.springframework.boot.autoconfigure."))
                        .toList());
    }

    private static List<String> offered() {
        List<String> names = new ArrayList<>();
        ImportCandidates.load(AutoConfiguration.class, UnusedPartsTest.class.getClassLoader())
                .forEach(names::add);
        return names;
    }
}
