package io.throughline.dashboard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Shows the operations team where every order is. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
class OperationsDashboard {

    public static void main(String[] arguments) {
        SpringApplication.run(OperationsDashboard.class, arguments);
    }
}
