package io.throughline.ingest.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.backbone.json.Deflated;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final UUID ROW = UUID.randomUUID();
    private static final byte[] PACKED = Deflated.deflate("an order".getBytes(StandardCharsets.UTF_8));

    private final KeyProperties.Key first = key(1);
    private final KeyProperties.Key second = key(2);

    @Test
    void costsTwentyNineBytesAndShowsNothing() {
        byte[] sealed = new Seal(new KeyProperties(List.of(first), null)).seal(PACKED, ROW);

        assertThat(sealed).hasSize(PACKED.length + 29).startsWith(1);
        assertThat(text(sealed)).doesNotContain(text(PACKED));
        assertThat(new Seal(new KeyProperties(List.of(first), null)).open(sealed, ROW))
                .isEqualTo(PACKED);
    }

    @Test
    void sealsTheSameBytesDifferentlyEachTime() {
        Seal seal = new Seal(new KeyProperties(List.of(first), null));

        assertThat(seal.seal(PACKED, ROW)).isNotEqualTo(seal.seal(PACKED, ROW));
    }

    @Test
    void opensWhatAnOlderKeySealedWhileItIsConfigured() {
        byte[] old = new Seal(new KeyProperties(List.of(first), null)).seal(PACKED, ROW);
        Seal both = new Seal(new KeyProperties(List.of(first, second), 2));

        assertThat(both.open(old, ROW)).isEqualTo(PACKED);
        assertThat(both.seal(PACKED, ROW)).startsWith(2);
    }

    @Test
    void namesTheKeyThatIsMissing() {
        byte[] old = new Seal(new KeyProperties(List.of(first), null)).seal(PACKED, ROW);
        Seal without = new Seal(new KeyProperties(List.of(second), null));

        assertThatThrownBy(() -> without.open(old, ROW))
                .isInstanceOf(SealedException.class)
                .hasMessageContaining("key 1")
                .extracting(failure -> ((SealedException) failure).code())
                .isEqualTo("key-missing");
    }

    @Test
    void opensForNoOtherRowAndNoChangedByte() {
        Seal seal = new Seal(new KeyProperties(List.of(first), null));
        byte[] sealed = seal.seal(PACKED, ROW);
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        for (Runnable wrong : List.<Runnable>of(
                () -> seal.open(sealed, UUID.randomUUID()),
                () -> seal.open(changed, ROW),
                () -> seal.open(new byte[] {1, 2}, ROW))) {
            assertThatThrownBy(wrong::run)
                    .isInstanceOf(SealedException.class)
                    .extracting(failure -> ((SealedException) failure).code())
                    .isEqualTo("body-damaged");
        }
    }

    @Test
    void leavesWhatWasNeverSealedAsItIs() {
        assertThat(new Seal(new KeyProperties(List.of(first), null)).open(PACKED, ROW))
                .isEqualTo(PACKED);
    }

    @Test
    void refusesKeysThatAreNone() {
        assertThatThrownBy(() -> new KeyProperties(List.of(), null)).hasMessageContaining("has no key");
        assertThatThrownBy(() -> new KeyProperties.Key(1, "c2hvcnQ=")).hasMessageContaining("key 1 is not 32 bytes");
        assertThatThrownBy(() -> new KeyProperties.Key(1, "no base64!")).hasMessageContaining("key 1 is not 32 bytes");
        assertThatThrownBy(() -> new KeyProperties.Key(120, first.secret())).hasMessageContaining("1 to 99");
        assertThatThrownBy(() -> new KeyProperties(List.of(first, first), null)).hasMessageContaining("number 1");
        assertThatThrownBy(() -> new KeyProperties(List.of(first), 7)).hasMessageContaining("key 7");
        assertThat(first.toString()).doesNotContain(first.secret());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static KeyProperties.Key key(int number) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) number;
        return new KeyProperties.Key(number, Base64.getEncoder().encodeToString(bytes));
    }
}
