package io.throughline.runtime.store;

import io.throughline.runtime.token.OAuthProperties;
import io.throughline.runtime.token.TokenTable;
import io.throughline.runtime.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An account's tokens in the adapter's database. */
public final class TokenRow implements TokenTable {

    private static final String BEGIN = """
            insert into access_token as t (account, configured, refresh_token)
            values (:account, :configured, :refresh_token)
            on conflict (account) do update
            set configured = excluded.configured, refresh_token = excluded.refresh_token, access_token = '',
                renew_at = '1970-01-01 00:00+00', renewed_at = now(), owner = null, until = null
            where t.configured <> excluded.configured
            """;

    private static final String READ = """
            select access_token, refresh_token, renew_at
            from access_token where account = :account
            """;

    private static final String CLAIM = """
            update access_token
            set owner = :owner, until = now() + make_interval(secs => :claim_seconds)
            where account = :account and (owner is null or until <= now())
            returning access_token, refresh_token, renew_at
            """;

    // The tokens' own line decides, not the claim: whoever spent a token that is still the latest has the newer ones.
    private static final String REPLACE = """
            update access_token
            set access_token = :access_token, refresh_token = :refresh_token, renew_at = :renew_at,
                renewed_at = now(), owner = null, until = null
            where account = :account and refresh_token = :spent and access_token = :refused
            """;

    private static final String RELEASE = """
            update access_token set owner = null, until = null where account = :account and owner = :owner
            """;

    private final JdbcClient jdbc;
    private final String account;
    private final double claimSeconds;

    public TokenRow(RuntimeSchema schema, OAuthProperties properties) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.account = properties.account();
        // Connecting and answering have a timeout each.
        Duration claim = properties.timeout().multipliedBy(2).plusSeconds(5);
        this.claimSeconds = claim.toMillis() / 1000.0;
        jdbc.sql(BEGIN)
                .param("account", account)
                .param("configured", sha256(properties.refreshToken()))
                .param("refresh_token", properties.refreshToken())
                .update();
    }

    @Override
    public Tokens read() {
        return jdbc.sql(READ).param("account", account).query(TokenRow::tokens).single();
    }

    @Override
    public Optional<Tokens> claim(UUID owner) {
        return jdbc.sql(CLAIM)
                .param("account", account)
                .param("owner", owner)
                .param("claim_seconds", claimSeconds)
                .query(TokenRow::tokens)
                .optional();
    }

    @Override
    public boolean replace(Tokens spent, Tokens next) {
        return jdbc.sql(REPLACE)
                        .param("account", account)
                        .param("spent", spent.refresh())
                        .param("refused", spent.access())
                        .param("access_token", next.access())
                        .param("refresh_token", next.refresh())
                        .param("renew_at", next.renewAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Override
    public void release(UUID owner) {
        jdbc.sql(RELEASE).param("account", account).param("owner", owner).update();
    }

    private static Tokens tokens(ResultSet row, int number) throws SQLException {
        return new Tokens(
                row.getString("access_token"),
                row.getString("refresh_token"),
                row.getObject("renew_at", OffsetDateTime.class).toInstant());
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }
}
