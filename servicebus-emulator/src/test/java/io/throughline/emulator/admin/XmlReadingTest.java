package io.throughline.emulator.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XmlReadingTest {

    private static Element read(String xml) {
        return XmlReading.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatWasWritten() {
        var written = Element.of(
                "Filter",
                Element.leaf("SqlExpression", "a < 1 & \"b\""),
                Element.leaf("Count", 3).in(Element.COUNTS).with(Map.of("type", "x:int")));

        var read = XmlReading.read(XmlWriting.write(written));

        assertThat(read).isEqualTo(written);
        assertThat(read.children().getLast().type()).isEqualTo("int");
    }

    @Test
    void takesNoDocumentTypeAndNoEntity() {
        assertThatThrownBy(() -> read("<!DOCTYPE a [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]><a>&secret;</a>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Document types");
        assertThatThrownBy(() -> read("<a>&secret;</a>")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNoNestingWithoutEnd() {
        assertThatThrownBy(() -> read("<a>".repeat(100))).hasMessageContaining("nested too deep");
    }

    @Test
    void saysThatABodyIsNotXml() {
        assertThatThrownBy(() -> read("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("<a>")).isInstanceOf(IllegalArgumentException.class);
    }
}
