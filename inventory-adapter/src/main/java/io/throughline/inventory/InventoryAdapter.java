package io.throughline.inventory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class InventoryAdapter {

    static void main(String[] arguments) {
        SpringApplication.run(InventoryAdapter.class, arguments);
    }
}
