package io.throughline.ingest.store;

import io.throughline.events.order.Customer;
import io.throughline.events.order.Order;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.keys.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Table {@code tombstone}: by what people who were erased are recognised, and nobody can tell who they were. The key of
 * the hashes is one for ever, as they cannot be made anew; the keys of the configuration encrypt it.
 */
@Repository
public class Tombstones {

    private static final String MAKE_KEY = """
            insert into tombstone_key (id, secret) values (:id, :secret) on conflict do nothing
            """;

    private static final String KEY = "select id, secret from tombstone_key";

    private static final String RESEAL = """
            update tombstone_key set secret = :secret where secret = :before
            """;

    /** In one order everywhere, so that two wishes never wait for each other in a circle. */
    private static final String ADD = """
            insert into tombstone (mark, erased_at) select mark, :at from unnest(:marks) as t (mark) order by mark
            on conflict (mark) do update set erased_at = greatest(tombstone.erased_at, excluded.erased_at)
            """;

    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final JdbcClient jdbc;
    private final Seal seal;
    private final SecretKeySpec key;

    /** @throws io.throughline.ingest.keys.SealedException when the key that it is encrypted with is not configured */
    Tombstones(JdbcClient jdbc, Seal seal, TimeOrderedIds ids) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.key = new SecretKeySpec(secret(ids.next()), MAC);
    }

    private byte[] secret(UUID candidate) {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        jdbc.sql(MAKE_KEY)
                .param("id", candidate)
                .param("secret", seal.seal(random, candidate))
                .update();
        return jdbc.sql(KEY)
                .query((row, index) -> opened(row.getObject("id", UUID.class), row.getBytes("secret")))
                .single();
    }

    private byte[] opened(UUID id, byte[] sealed) {
        byte[] secret = seal.open(sealed, id);
        if (!seal.isCurrent(sealed)) {
            jdbc.sql(RESEAL)
                    .param("secret", seal.seal(secret, id))
                    .param("before", sealed)
                    .update();
        }
        return secret;
    }

    /** Whatever this order could be told by. */
    public List<Mark> marksOf(Order order) {
        String[] key = order.orderKey().split(":", 3);
        Customer customer = order.customer();
        List<String> words = new ArrayList<>();
        words.add(ofOrder(order.orderKey()));
        if (customer != null) {
            words.addAll(new Person(key[0], key[1], customer.email(), customer.customerId()).words());
        }
        return words.stream()
                .map(word -> new Mark(order.orderKey(), mark(word), order.createdAt()))
                .toList();
    }

    /** A word for a person that tells nobody who they are. */
    public String pseudonym(Person person) {
        return person.words().stream()
                .findFirst()
                .map(word -> mark(word).toString())
                .orElse("nobody");
    }

    void add(Person person, Collection<String> orderKeys, Instant at) {
        List<String> words = Stream.concat(
                        person.words().stream(), orderKeys.stream().map(Tombstones::ofOrder))
                .toList();
        jdbc.sql(ADD)
                .param("marks", Columns.of("uuid", words, this::mark))
                .param("at", Columns.utc(at))
                .update();
    }

    private static String ofOrder(String orderKey) {
        return "order:" + orderKey;
    }

    private UUID mark(String word) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(word.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + MAC, missing);
        }
    }
}
