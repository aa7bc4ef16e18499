package io.throughline.finance;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class FinanceAdapter {

    static void main(String[] arguments) {
        SpringApplication.run(FinanceAdapter.class, arguments);
    }
}
