package io.throughline.runtime.store;

import io.throughline.runtime.token.OAuthProperties;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When the refresh token dies, unless it is used before. */
public final class TokenAge {

    private static final String RENEWED = "select renewed_at from access_token where account = :account";

    private final JdbcClient jdbc;
    private final OAuthProperties properties;

    public TokenAge(RuntimeSchema schema, OAuthProperties properties) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.properties = properties;
    }

    /** Absent where there is none, or nobody said how long it lives. */
    public Optional<Instant> expiresAt() {
        Duration life = properties.refreshTokenLife();
        return life == null
                ? Optional.empty()
                : jdbc.sql(RENEWED)
                        .param("account", properties.account())
                        .query((ResultSet row, int number) -> row.getObject("renewed_at", OffsetDateTime.class)
                                .toInstant()
                                .plus(life))
                        .optional();
    }
}
