package io.throughline.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.ingest.access.AccessProperties.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {

    static final Entry OLD = new Entry("dashboard", "old-token-of-the-dashboard", Role.SERVICE);
    static final Entry NEW = new Entry("dashboard", "new-token-of-the-dashboard", Role.SERVICE);
    static final Entry ADMIN = new Entry("anna", "token-of-anna-the-operator", Role.OPERATOR);

    final Tokens tokens = new Tokens(new AccessProperties(List.of(OLD, NEW, ADMIN)));

    @Test
    void tellsWhoseTokenItIs() {
        assertThat(tokens.caller("Bearer " + OLD.token())).contains(new Caller("dashboard", Role.SERVICE));
        assertThat(tokens.caller("bearer " + NEW.token())).contains(new Caller("dashboard", Role.SERVICE));
        assertThat(tokens.caller("Bearer " + ADMIN.token())).contains(new Caller("anna", Role.OPERATOR));
    }

    @Test
    void knowsNobodyElse() {
        assertThat(tokens.caller("")).isEmpty();
        assertThat(tokens.caller(OLD.token())).isEmpty();
        assertThat(tokens.caller("Basic " + OLD.token())).isEmpty();
        assertThat(tokens.caller("Bearer ")).isEmpty();
        assertThat(tokens.caller("Bearer " + OLD.token() + "x")).isEmpty();
        assertThat(new Tokens(new AccessProperties(List.of())).caller("Bearer "))
                .isEmpty();
    }

    @Test
    void aTokenThatIsEmptyShortOrSharedStopsTheStart() {
        assertThatThrownBy(() -> new Entry("x", " ", Role.SERVICE)).hasMessageContaining("no token");
        assertThatThrownBy(() -> new Entry("x", "short", Role.SERVICE)).hasMessageContaining("shorter than 16");
        assertThatThrownBy(() -> new AccessProperties(List.of(OLD, new Entry("y", OLD.token(), Role.OPERATOR))))
                .hasMessageContaining("'y' has the token of another");
    }

    @Test
    void tellsNoTokenWhenPrinted() {
        assertThat(new AccessProperties(List.of(ADMIN)).toString()).doesNotContain(ADMIN.token());
    }

    @Test
    void anOperatorMayDoWhatAServiceMay() {
        assertThat(Role.OPERATOR.covers(Role.SERVICE)).isTrue();
        assertThat(Role.SERVICE.covers(Role.OPERATOR)).isFalse();
    }
}
