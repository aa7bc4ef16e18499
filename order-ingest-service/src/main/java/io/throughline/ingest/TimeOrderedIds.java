package io.throughline.ingest;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** UUIDs of version 7: ordered by time, and within one millisecond of one instance by the order of the calls. */
@Component
public class TimeOrderedIds {

    private final TimeBasedEpochGenerator generator;

    public TimeOrderedIds(Clock clock) {
        this.generator = Generators.timeBasedEpochGenerator(new SecureRandom(), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    /** Before every id made at the instant or later, and after every earlier one. */
    public static UUID firstOf(Instant instant) {
        return new UUID(instant.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }

    public UUID next() {
        return generator.generate();
    }
}
