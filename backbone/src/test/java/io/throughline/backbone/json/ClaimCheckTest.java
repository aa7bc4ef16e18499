package io.throughline.backbone.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimCheckTest {

    static final UUID ID = UUID.fromString("01990000-0000-7000-8000-000000000001");
    static final String DATA = "{\"order\": {\"note\":\"caf\u00e9 \\\"}\", \"price\":1.10}}";
    static final byte[] EVENT = bytes("""
            {"specversion":"1.0","id":"%s","source":"/s/shop","subject":"s:shop:1","type":"order.placed.v1",
             "datacontenttype":"application/json","orderref":"%s","orderseq":1,"time":"2026-11-26T10:00:00Z",
             "acceptedat":"2026-11-26T10:00:01Z","origin":"webhook","traceparent":"00-a-b-01","test":true,
             "data":%s}""".formatted(ID, ID, DATA));

    final EventCodec codec = new EventCodec();

    @Test
    void dataAreTheBytesThatWereWrittenDown() {
        assertThat(new String(ClaimCheck.data(EVENT), StandardCharsets.UTF_8)).isEqualTo(DATA);
    }

    @Test
    void anEventWithoutItsDataSaysWhereTheyAre() {
        EventHeader header = codec.header(ClaimCheck.withoutData(EVENT, ID));

        DataReference reference = Objects.requireNonNull(header.reference());
        assertThat(reference.path()).isEqualTo("/events/" + ID + "/data");
        assertThat(reference.matches(bytes(DATA))).isTrue();
        assertThat(reference.matches(bytes(DATA.replace("1.10", "1.1")))).isFalse();
        assertThat(header.id()).isEqualTo(ID);
        assertThat(header.test()).isTrue();
    }

    @Test
    void joinedWithItsDataItIsTheSameEvent() {
        byte[] joined = ClaimCheck.withData(ClaimCheck.withoutData(EVENT, ID), ClaimCheck.data(EVENT));

        assertThat(Json.mapper().readTree(joined)).isEqualTo(Json.mapper().readTree(EVENT));
        assertThat(codec.header(joined).reference()).isNull();
    }

    @Test
    void withoutItsDataItCannotBeReadAsAWhole() {
        byte[] head = ClaimCheck.withoutData(EVENT, ID);

        assertThatThrownBy(() -> codec.read(head)).isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void whatHasNeitherDataNorReferenceIsNoEvent() {
        assertThatThrownBy(() -> ClaimCheck.data(bytes("{\"id\":1}"))).isInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(() -> ClaimCheck.data(bytes("["))).isInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(() -> ClaimCheck.withData(bytes("[]"), bytes("{}")))
                .isInstanceOf(UnreadableEventException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
