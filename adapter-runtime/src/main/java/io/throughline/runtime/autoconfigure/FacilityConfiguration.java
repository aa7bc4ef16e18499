package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.lane.LaneProperties;
import io.throughline.runtime.lane.Lanes;
import io.throughline.runtime.stock.StockLedger;
import io.throughline.runtime.store.LaneRows;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.runtime.store.StockRows;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an adapter may ask for in a constructor, so that it needs no database of its own making. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LaneProperties.class)
class FacilityConfiguration {

    @Bean
    StockLedger stockLedger(RuntimeSchema schema, Clock clock) {
        return new StockRows(schema, clock);
    }

    @Bean
    Lanes lanes(RuntimeSchema schema, LaneProperties lanes, RuntimeProperties properties) {
        return new Lanes(new LaneRows(schema, lanes, properties.lease()), lanes);
    }
}
