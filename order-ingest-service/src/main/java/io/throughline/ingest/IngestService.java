package io.throughline.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class IngestService {

    public static void main(String[] arguments) {
        SpringApplication.run(IngestService.class, arguments);
    }
}
