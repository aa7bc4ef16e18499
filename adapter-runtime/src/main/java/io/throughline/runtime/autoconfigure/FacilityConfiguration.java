package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.books.BookInspector;
import io.throughline.runtime.books.BookKeeper;
import io.throughline.runtime.books.Books;
import io.throughline.runtime.books.Changing;
import io.throughline.runtime.books.Crediting;
import io.throughline.runtime.books.Invoicing;
import io.throughline.runtime.books.Journal;
import io.throughline.runtime.dispatch.CallRate;
import io.throughline.runtime.dispatch.TurnGuard;
import io.throughline.runtime.lane.LaneProperties;
import io.throughline.runtime.lane.Lanes;
import io.throughline.runtime.stock.StockLedger;
import io.throughline.runtime.store.AskedBookings;
import io.throughline.runtime.store.LaneRows;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.runtime.store.StockRows;
import io.throughline.runtime.store.TokenAge;
import io.throughline.runtime.store.TokenRow;
import io.throughline.runtime.token.AccessTokens;
import io.throughline.runtime.token.HttpTokenEndpoint;
import io.throughline.runtime.token.OAuthProperties;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an adapter may ask for in a constructor, so that it needs no database of its own making. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LaneProperties.class, OAuthProperties.class})
class FacilityConfiguration {

    @Bean
    StockLedger stockLedger(RuntimeSchema schema, Clock clock) {
        return new StockRows(schema, clock);
    }

    @Bean
    @ConditionalOnProperty("throughline.runtime.oauth.token-uri")
    AccessTokens accessTokens(RuntimeSchema schema, OAuthProperties properties, Clock clock) {
        URI uri = Objects.requireNonNull(properties.tokenUri());
        return new AccessTokens(
                new TokenRow(schema, properties),
                new HttpTokenEndpoint(properties, uri, properties.system(), clock),
                properties.timeout(),
                clock);
    }

    @Bean
    TokenAge tokenAge(RuntimeSchema schema, OAuthProperties properties) {
        return new TokenAge(schema, properties);
    }

    @Bean
    Lanes lanes(RuntimeSchema schema, LaneProperties lanes, RuntimeProperties properties) {
        return new Lanes(new LaneRows(schema, lanes, properties.lease()), lanes);
    }

    @Bean
    AskedBookings journal(RuntimeSchema schema, Clock clock) {
        return new AskedBookings(schema, clock);
    }

    /** Only for an adapter that keeps books. */
    @Bean
    @ConditionalOnBean(BookKeeper.class)
    Books books(BookKeeper keeper, Journal journal) {
        return new Books(keeper, journal);
    }

    @Bean
    @ConditionalOnBean(BookKeeper.class)
    Invoicing invoicing(Books books) {
        return new Invoicing(books);
    }

    @Bean
    @ConditionalOnBean(BookKeeper.class)
    Changing changing(Books books) {
        return new Changing(books);
    }

    @Bean
    @ConditionalOnBean(BookKeeper.class)
    Crediting crediting(Books books) {
        return new Crediting(books);
    }

    @Bean
    @ConditionalOnBean(BookKeeper.class)
    BookInspector bookInspector(BookKeeper keeper, Journal journal) {
        return new BookInspector(keeper, journal);
    }

    @Bean
    @ConditionalOnBean(BookKeeper.class)
    CloseEndpoint closeEndpoint(BookKeeper keeper, Journal journal, CallRate rate, RuntimeProperties properties) {
        return new CloseEndpoint(keeper, journal, new TurnGuard(rate, properties.attemptTimeout()));
    }
}
