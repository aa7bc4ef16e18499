package io.throughline.ingest.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Deflated;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.Mutations;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that went wrong on their way, or were made to do harm: the same ones in every run. */
class DocumentFuzzTest {

    static final int ROUNDS = 1_500;
    static final byte[] SOUND = Fixtures.body(Fixtures.SHOPIFY_GUEST, order -> {});

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyBytesAreADocumentOrSaidNotToBeOne(long seed) {
        Mutations mutations = new Mutations(seed);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            read += reads(mutations.bytes(SOUND)) ? 1 : 0;
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
}
