package io.throughline.@package@;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the adapter. */
@SpringBootApplication
@ConfigurationPropertiesScan
class @Name@Adapter {

    public static void main(String[] arguments) {
        SpringApplication.run(@Name@Adapter.class, arguments);
    }
}
