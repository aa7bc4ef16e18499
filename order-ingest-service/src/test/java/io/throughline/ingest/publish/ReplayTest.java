package io.throughline.ingest.publish;

import io.throughline.ingest.IngestTest;
import io.throughline.ingest.TestBroker;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** One service for all tests of what is sent again: in small steps, to a broker that suppresses duplicates. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IngestTest(broker = TestBroker.DETECTS_DUPLICATES)
@TestPropertySource(
        properties = {
            "throughline.ingest.replay.batch=2",
            "throughline.ingest.replay.per-second=20",
            "throughline.ingest.replay.sweep=100ms"
        })
@interface ReplayTest {}
