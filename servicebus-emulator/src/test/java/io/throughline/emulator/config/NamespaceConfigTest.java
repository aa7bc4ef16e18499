package io.throughline.emulator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.rules.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

class NamespaceConfigTest {

    private static String queue(String properties) {
        return """
                { /* comments
                     are allowed */
                  "UserConfig": { "Namespaces": [ { "Name": "sbemulatorns", // here too
                    "Queues": [ { "Name": "q", "Properties": { %s } } ] } ] } }
                """.formatted(properties);
    }

    @Test
    void takesTheDefaultsOfMicrosoftsEmulator() {
        var settings = NamespaceConfig.parse(queue("")).queues().getFirst().settings();

        assertThat(settings)
                .isEqualTo(new QueueSettings(
                        Duration.ofMinutes(1), 3, Duration.ofHours(1), false, false, Duration.ZERO, null, null));
    }

    @Test
    void takesMoreThanMicrosoftsEmulatorWhenItIsSaid() {
        var settings = NamespaceConfig.parse(queue(
                        "\"MaxDeliveryCount\": 2000, \"DefaultMessageTimeToLive\": \"P10675199DT2H48M5.4775807S\""))
                .queues()
                .getFirst()
                .settings();

        assertThat(settings.maxDeliveryCount()).isEqualTo(2000);
        assertThat(settings.timeToLive()).isEqualTo(QueueSettings.UNLIMITED);
    }

    @Test
    void saysWhereAConfigurationIsWrong() {
        assertThatThrownBy(() -> NamespaceConfig.parse(queue("\"MaxDeliveryCount\": 2001")))
                .hasMessage("Queues 'q': MaxDeliveryCount is 1 to 2000: 2001");
        assertThatThrownBy(() -> NamespaceConfig.parse(queue("\"LockDuration\": \"1 minute\"")))
                .hasMessage("Queues 'q': LockDuration is not an ISO 8601 duration: 1 minute");
        assertThatThrownBy(() -> NamespaceConfig.parse(queue("\"MaxDeliveryCount\": \"many\"")))
                .hasMessage("Queues 'q': MaxDeliveryCount is not a whole number: \"many\"");
        assertThatThrownBy(() -> NamespaceConfig.parse(queue("\"RequiresSession\": \"yes\"")))
                .hasMessage("Queues 'q': RequiresSession is true or false, not \"yes\"");
        assertThatThrownBy(() -> NamespaceConfig.parse("{}")).hasMessageContaining("exactly one namespace");
        assertThatThrownBy(() -> NamespaceConfig.parse("{")).hasMessageContaining("not JSON");
    }

    /** Where the platform's loggers end unless an application says otherwise. */
    private static final class Warnings extends Handler {

        final List<String> said = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            said.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void warnsOfWhatHasNoEffect() {
        var log = Logger.getLogger(ConfigReader.class.getName());
        var warnings = new Warnings();
        log.addHandler(warnings);
        try {
            NamespaceConfig.parse(queue("\"LockDurations\": \"PT2M\", \"MaxDeliveryCount\": 5"));
        } finally {
            log.removeHandler(warnings);
        }

        assertThat(warnings.said).containsExactly("Queues 'q': not known, and without effect: [LockDurations]");
    }

    @Test
    void namesTheRuleThatCannotBeUnderstood() {
        var topic = """
                { "UserConfig": { "Namespaces": [ { "Topics": [ { "Name": "t", "Subscriptions": [ { "Name": "s",
                  "Rules": [ { "Name": "r", "Properties": { "FilterType": "Sql",
                    "SqlFilter": { "SqlExpression": "a = " } } } ] } ] } ] } ] } }
                """;

        assertThatThrownBy(() -> NamespaceConfig.parse(topic))
                .hasMessageStartingWith("Topics 't': Subscriptions 's': Rules 'r': Expected a value");
    }

    @Test
    void buildsEntitiesWithoutJson() {
        var config = NamespaceConfig.EMPTY.withQueue("q", QueueSettings.DEFAULT).withTopic("t", "s");

        assertThat(config.queues().getFirst().name()).isEqualTo("q");
        assertThat(config.topics().getFirst().subscriptions().getFirst().rules())
                .containsExactly(Rule.everything());
    }
}
