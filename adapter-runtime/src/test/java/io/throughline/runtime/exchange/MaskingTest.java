package io.throughline.runtime.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.order.Address;
import io.throughline.events.order.Customer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingTest {

    record Told(Customer customer, List<Address> addresses) {}

    final Masking masking = Masking.of(new Told(
            new Customer("7", "Jane Doe", "jane@shop.example", null),
            List.of(new Address(
                    "Jane Doe", null, List.of("1 Main Street"), "Berlin", null, null, "10115", "DE", null))));

    @Test
    void whatTheEventMarksIsMaskedWhereverItTurnsUp() {
        assertThat(masking.mask("Jane Doe, 1 Main Street, 10115 Berlin (DE) is no address"))
                .isEqualTo("***, ***, *** *** (DE) is no address");
    }

    @Test
    void inJsonFieldsThatAreCalledLikeItAreMaskedWhateverTheyHold() {
        assertThat(masking.excerpt(
                        "POST /orders",
                        "{\"recipient\":{\"first\":\"Jane\",\"n\":[1,null]},\"sku\":\"A-1\",\"zip\":10115}"))
                .isEqualTo("POST /orders\n"
                        + "{\"recipient\":{\"first\":\"***\",\"n\":[\"***\",null]},\"sku\":\"A-1\",\"zip\":\"***\"}");
    }

    @Test
    void whatTheEventMarksIsMaskedHoweverItIsWritten() {
        assertThat(masking.mask("to=1+Main+Street&by=1%20Main%20Street JANE DOE <b>jane doe</b> berlin"))
                .isEqualTo("to=***&by=*** *** <b>***</b> ***");
        Masking foreign = Masking.of(new Told(new Customer("7", "Zoë \"Z\" Ün & Söhne", null, null), List.of()));
        assertThat(foreign.mask("{\"n\":\"Zo\\u00EB \\\"Z\\\" \\u00DCn & S\\u00F6hne\",\"cut\":"))
                .isEqualTo("{\"n\":\"***\",\"cut\":");
        assertThat(foreign.mask("<n>Zoë &quot;Z&quot; Ün &amp; Söhne</n>")).isEqualTo("<n>***</n>");
    }

    @Test
    void aShortNameIsNoOtherWord() {
        Masking post = Masking.of(new Told(new Customer("7", "Post", null, null), List.of()));

        assertThat(post.mask("POST /orders by Post")).isEqualTo("POST /orders by ***");
    }

    @Test
    void aCreditNoteIsNoNoteOfAPerson() {
        assertThat(masking.excerpt("{\"CreditNotes\":[{\"CreditNoteNumber\":\"17\",\"note\":\"x\"}]}"))
                .isEqualTo("{\"CreditNotes\":[{\"CreditNoteNumber\":\"17\",\"note\":\"***\"}]}");
    }

    @Test
    void anEMailAddressIsMaskedInAnyForm() {
        assertThat(Masking.ofNothing().mask("email=joe.doe%40mail.example&x=1 or joe@mail.example"))
                .isEqualTo("email=***&x=1 or ***");
    }

    @Test
    void anExcerptIsBounded() {
        assertThat(masking.excerpt("POST /orders", "x".repeat(100_000)))
                .hasSize(2000)
                .endsWith("…");
    }

    @Test
    void theWordsOfAnAnswerAreItsTexts() {
        assertThat(masking.words(
                        "{\"errors\":[{\"code\":17,\"text\":\"Unknown product\"},{\"text\":\"for Jane Doe\"}]}"))
                .isEqualTo("Unknown product for ***");
        assertThat(masking.words("<html>Bad Gateway</html>")).isEqualTo("<html>Bad Gateway</html>");
        assertThat(masking.words("")).isEmpty();
    }
}
