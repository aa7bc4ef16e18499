package io.throughline.ingest.reconcile;

import io.throughline.ingest.IngestTest;
import io.throughline.ingest.TestBroker;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * A service that asks no shop by itself, in a time that its test moves. Its shops are those that property
 * {@code stub-shops} names, each at every storefront whose orders can be listed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IngestTest(broker = TestBroker.PRESENT)
@Import(StubShops.Beans.class)
@TestPropertySource(properties = {"throughline.ingest.reconcile.enabled=false", "throughline.ingest.reconcile.pause=0"})
@DirtiesContext
@interface ReconcileTest {}
