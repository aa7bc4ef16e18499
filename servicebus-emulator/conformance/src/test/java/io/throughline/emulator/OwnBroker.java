package io.throughline.emulator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs what only our own emulator in this process can do: not selected when the broker is another. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OwnBrokerCondition.class)
@interface OwnBroker {

    /** What it does that another broker cannot, or must not be made to do. */
    String value();
}
