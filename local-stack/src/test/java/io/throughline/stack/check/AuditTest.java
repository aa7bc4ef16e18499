package io.throughline.stack.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {

    @Test
    void whatIsThereAsOftenAsAskedForIsRight() {
        Audit audit = Audit.between(Map.of("a shipment", 1L), Map.of("a shipment", 1L));

        assertThat(audit.lost()).isEmpty();
        assertThat(audit.doubled()).isEmpty();
    }

    @Test
    void whatIsMissingIsLost() {
        Audit audit = Audit.between(Map.of("a shipment", 1L, "pieces of TEA", 5L), Map.of("pieces of TEA", 2L));

        assertThat(audit.lost()).containsExactly(new Finding("a shipment", 1), new Finding("pieces of TEA", 3));
        assertThat(audit.lostCount()).isEqualTo(4);
    }

    @Test
    void whatIsThereMoreOftenOrWasNeverAskedForIsDoubled() {
        Audit audit = Audit.between(Map.of("a shipment", 1L), Map.of("a shipment", 3L, "b invoice", 1L));

        assertThat(audit.doubled()).containsExactly(new Finding("a shipment", 2), new Finding("b invoice", 1));
        assertThat(audit.doubledCount()).isEqualTo(3);
    }

    @Test
    void whatIsMadeBeforeWhatMustComeFirstIsReordered() {
        EffectName shipment = new EffectName("a", "shipment");
        EffectName cancellation = new EffectName("a", "cancellation");
        EffectName invoice = new EffectName("a", "invoice");
        List<EffectName> expected = List.of(shipment, invoice, cancellation);

        assertThat(Audit.reordered(expected, List.of(shipment, cancellation))).isEmpty();
        assertThat(Audit.reordered(expected, List.of(cancellation, shipment)))
                .containsExactly(new Finding("a cancellation before shipment", 1));
    }
}
