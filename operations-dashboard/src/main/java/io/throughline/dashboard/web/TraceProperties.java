package io.throughline.dashboard.web;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where a trace can be looked at.
 *
 * @param traceAddress of one trace in the tracing system, with <code>{traceId}</code> where its 32 hexadecimal digits
 *     go: <code>https://traces.example/trace/{traceId}</code>. Without it, pages name the trace and lead nowhere
 */
@Validated
@ConfigurationProperties("throughline.dashboard")
record TraceProperties(@Nullable String traceAddress) {

    static final String TRACE_ID = "{traceId}";

    @AssertTrue(message = "must be http or https, with a host and {traceId}")
    boolean isTraceAddressUsable() {
        return address()
                .map(template -> template.contains(TRACE_ID) && isWeb(template))
                .orElse(true);
    }

    /** One that is set to nothing is none. */
    Optional<String> address() {
        return Optional.ofNullable(traceAddress).filter(template -> !template.isBlank());
    }

    private static boolean isWeb(String template) {
        try {
            URI whole = URI.create(template.replace(TRACE_ID, "0"));
            // Whom to ask is said before the id.
            URI before = URI.create(template.substring(0, template.indexOf(TRACE_ID)));
            return ("http".equals(whole.getScheme()) || "https".equals(whole.getScheme())) && before.getHost() != null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
