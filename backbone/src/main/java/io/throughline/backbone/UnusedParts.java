package io.throughline.backbone;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Leaves out what the libraries would set up for us and no service uses. Each start would look at all of it, and some
 * of it would be there: thread pools, meters and health indicators of limiters that limit nothing.
 */
class UnusedParts implements AutoConfigurationImportFilter {

    private static final String AZURE = "com.azure.spring.cloud.autoconfigure.implementation.";
    private static final String RESILIENCE = "io.github.resilience4j.springboot.";

    /** Of Azure the broker and who we are to it, and PostgreSQL by managed identity; of resilience4j the breaker. */
    private static final Set<String> USED =
            Set.of(AZURE + "context.", AZURE + "servicebus.", AZURE + "jdbc.", RESILIENCE + "circuitbreaker.");

    private static final Set<String> UNUSED = Set.of(AZURE, RESILIENCE, "org.springframework.boot.jackson2.");

    @Override
    public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[names.length];
        for (int each = 0; each < names.length; each++) {
            kept[each] = isKept(names[each]);
        }
        return kept;
    }

    /** @param name absent where another filter has dropped it */
    static boolean isKept(@Nullable String name) {
        return name == null || beginsWith(name, USED) || !beginsWith(name, UNUSED);
    }

    private static boolean beginsWith(String name, Set<String> beginnings) {
        return beginnings.stream().anyMatch(name::startsWith);
    }
}
