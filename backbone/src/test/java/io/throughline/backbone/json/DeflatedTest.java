package io.throughline.backbone.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflatedTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8192, 100_000})
    void givesBackWhatWasDeflated(int length) {
        byte[] plain = new byte[length];
        Arrays.fill(plain, (byte) 'x');

        assertThat(Deflated.inflate(Deflated.deflate(plain), length)).isEqualTo(plain);
    }

    @Test
    void readsWhatWasDeflatedWithoutADictionary() {
        byte[] plain = "{\"line_items\":[]}".getBytes(StandardCharsets.UTF_8);
        byte[] packed = new byte[100];
        int length;
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(plain);
            deflater.finish();
            length = deflater.deflate(packed);
        }

        assertThat(Deflated.inflate(Arrays.copyOf(packed, length), 1000)).isEqualTo(plain);
    }

    @Test
    void refusesABodyOfADictionaryThatItDoesNotKnow() {
        byte[] deflated = Deflated.deflate("a body of some length".getBytes(StandardCharsets.UTF_8));
        // the third byte begins the dictionary's checksum
        deflated[2] = (byte) ~deflated[2];

        assertThatIllegalArgumentException().isThrownBy(() -> Deflated.inflate(deflated, 1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void refusesABodyThatIsCutShort(int kept) {
        byte[] deflated = Deflated.deflate("a body of some length".getBytes(StandardCharsets.UTF_8));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deflated.inflate(Arrays.copyOf(deflated, kept), 1000))
                .withMessageContaining("cut short");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 9_999})
    void refusesToInflateBeyondTheLimit(int limit) {
        byte[] deflated = Deflated.deflate(new byte[10_000]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deflated.inflate(deflated, limit))
                .withMessageContaining(String.valueOf(limit));
    }
}
