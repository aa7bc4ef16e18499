package io.throughline.fulfillment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the adapter. */
@SpringBootApplication
@ConfigurationPropertiesScan
class FulfillmentAdapter {

    public static void main(String[] arguments) {
        SpringApplication.run(FulfillmentAdapter.class, arguments);
    }
}
