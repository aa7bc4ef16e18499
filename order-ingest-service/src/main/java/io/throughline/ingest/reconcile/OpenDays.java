package io.throughline.ingest.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.throughline.ingest.store.ShopDays;
import org.springframework.stereotype.Component;

/** How many days of the shops do not agree. */
@Component
class OpenDays implements MeterBinder {

    private final ShopDays days;

    OpenDays(ShopDays days) {
        this.days = days;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("throughline.reconciliation.days.open", days, ShopDays::countOpen)
                .description("Days of shops on which what is listed and what is held do not agree")
                .register(registry);
    }
}
