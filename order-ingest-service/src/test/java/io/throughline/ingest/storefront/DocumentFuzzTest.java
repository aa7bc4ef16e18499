package io.throughline.ingest.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Deflated;
import io.throughline.ingest.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that went wrong on their way, or were made to do harm: the same ones in every run. */
class DocumentFuzzTest {

    static final int ROUNDS = 1_500;
    static final byte[] SOUND = Fixtures.body(Fixtures.SHOPIFY_GUEST, order -> {});
    static final String[] NASTY = {
        "[[[[[[[[", "\0", "\\u0000", "1e999999999", "\"id\":1,\"id\":2,", "\uD83D", "{}{}", "-"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyBytesAreADocumentOrSaidNotToBeOne(long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            read += reads(mutated(random)) ? 1 : 0;
        }

        assertThat(read).as("bodies that still were documents").isBetween(1, ROUNDS - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void anyBytesAreInflatedOrSaidNotToBeDeflated(long seed) {
        Random random = new Random(seed);
        byte[] packed = Deflated.deflate(SOUND);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] broken = packed.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            refused += inflates(broken) ? 0 : 1;
        }

        assertThat(refused).as("bodies that were refused").isPositive();
    }

    private static boolean reads(byte[] body) {
        try {
            Document document = Document.parse(body);
            document.text("id");
            document.list("line_items").forEach(line -> line.has("price"));
            return true;
        } catch (NotUnderstoodException said) {
            return false;
        }
    }

    private static boolean inflates(byte[] packed) {
        try {
            return Deflated.inflate(packed, 10_000).length <= 10_000;
        } catch (IllegalArgumentException said) {
            return false;
        }
    }

    private static byte[] mutated(Random random) {
        byte[] body = SOUND.clone();
        int at = random.nextInt(body.length);
        return switch (random.nextInt(4)) {
            case 0 -> {
                body[at] = (byte) random.nextInt(256);
                yield body;
            }
            case 1 -> Arrays.copyOf(body, at);
            case 2 -> inserted(body, at, NASTY[random.nextInt(NASTY.length)]);
            default -> {
                random.nextBytes(body);
                yield body;
            }
        };
    }

    private static byte[] inserted(byte[] body, int at, String nasty) {
        byte[] more = nasty.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(body, body.length + more.length);
        System.arraycopy(more, 0, all, at, more.length);
        System.arraycopy(body, at, all, at + more.length, body.length - at);
        return all;
    }
}
