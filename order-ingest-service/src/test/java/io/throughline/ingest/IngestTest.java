package io.throughline.ingest;

import io.throughline.ingest.storefront.StandardSigner;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextCustomizerFactories;

/**
 * Starts the service on free ports, with a database of its own, an operator called anna, another service, and two
 * shops: {@code shopify/demo-shop}, as {@link StorefrontClient} signs for it, and {@code standard/own-shop}.
 *
 * <p>What is particular to a class stands in its own {@code @TestPropertySource} and {@code @Import}. Classes that have
 * nothing particular share one service and one database: their tests are about orders and shops of their own. Every
 * other class says {@code @DirtiesContext}, so that its service ends with it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextCustomizerFactories(TestSurroundings.Factory.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "throughline.ingest.access.callers[0].name=anna",
            "throughline.ingest.access.callers[0].token=" + OwnAddresses.OPERATOR_TOKEN,
            "throughline.ingest.access.callers[0].role=OPERATOR",
            "throughline.ingest.access.callers[1].name=operations-dashboard",
            "throughline.ingest.access.callers[1].token=" + OwnAddresses.SERVICE_TOKEN,
            "throughline.ingest.shops[0].source=shopify",
            "throughline.ingest.shops[0].slug=demo-shop",
            "throughline.ingest.shops[0].secrets[0]=" + StorefrontClient.SECRET,
            "throughline.ingest.shops[0].owned-from=2026-01-01T00:00:00Z",
            "throughline.ingest.shops[1].source=standard",
            "throughline.ingest.shops[1].slug=own-shop",
            "throughline.ingest.shops[1].secrets[0]=" + StandardSigner.SECRET,
            "throughline.ingest.shops[1].owned-from=2026-01-01T00:00:00Z"
        })
public @interface IngestTest {

    /** What the service finds at the address of its broker. */
    TestBroker broker() default TestBroker.AWAY;
}
