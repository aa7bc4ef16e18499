package io.throughline.backbone.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.throughline.backbone.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** Through the encoder that writes the services' logs, configured as they are. */
class LogMaskTest {

    private final LoggerContext context = new LoggerContext();

    @Test
    void masksWhatALibrarysExceptionQuotesAndEveryEmailAddress() throws IOException {
        RuntimeException cause = new IllegalArgumentException("Cannot parse \"Zoë Quill\" of z.quill@example.test");

        JsonNode line = log("delivery of z.quill@example.test", new IllegalStateException("outer", cause));

        assertThat(line.toString()).doesNotContain("Quill").doesNotContain("quill");
        assertThat(line.path("message").stringValue()).isEqualTo("delivery of ***");
        assertThat(line.path("error").path("stack_trace").stringValue())
                .contains("IllegalArgumentException: Cannot parse \"***\" of ***")
                .contains("LogMaskTest.java");
    }

    private JsonNode log(String message, RuntimeException failure) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("throughline-defaults.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(environment.getRequiredProperty("logging.structured.format.console"));
        encoder.start();
        Logger logger = context.getLogger("test");
        return Json.mapper()
                .readTree(encoder.encode(
                        new LoggingEvent(getClass().getName(), logger, Level.WARN, message, failure, null)));
    }
}
