package io.throughline.dashboard.store;

import io.throughline.backbone.database.LogRelay;
import io.throughline.events.command.Command;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sends commands from the audit log. */
@Configuration
class RelayConfiguration {

    @Bean(destroyMethod = "close")
    LogRelay<Command> auditRelay(JdbcClient jdbc, AuditLog log, RelayProperties properties) {
        return new LogRelay<>(
                jdbc,
                log,
                new LogRelay.Settings(
                        properties.batch(), properties.lease(), properties.sweep(), properties.unsettledWait()));
    }
}
