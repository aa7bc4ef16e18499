package io.throughline.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private final KeyedHash hash = new KeyedHash();

    @Test
    void knowsThePasswordAgainAndNoOther() {
        String kept = hash.encode("a password of thirty letters..");

        assertThat(hash.matches("a password of thirty letters..", kept)).isTrue();
        assertThat(hash.matches("a password of thirty letters.", kept)).isFalse();
        assertThat(hash.matches("", kept)).isFalse();
        assertThat(hash.matches("a password of thirty letters..", "")).isFalse();
    }

    @Test
    void anotherProcessMakesAnotherHash() {
        assertThat(new KeyedHash().encode("a password"))
                .isNotEqualTo(hash.encode("a password"))
                .doesNotContain("password");
    }
}
