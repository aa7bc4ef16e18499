package io.throughline.ingest.crash;

import io.throughline.ingest.IngestMain;
import io.throughline.ingest.crash.HaltingDataSource.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/**
 * The service as it is, in a process of its own that ends at the point named by its first argument and writes its port
 * into the file named by its second; the others are its settings. No
 * {@code @Configuration}: the contexts of other tests scan this package too.
 */
class HaltingIngest {

    private static final String POINT = "halt.at";
    private static final String PORT_FILE = "port.file";

    public static void main(String[] arguments) {
        System.setProperty(POINT, arguments[0]);
        System.setProperty(PORT_FILE, arguments[1]);
        new SpringApplicationBuilder(IngestMain.SERVICE, HaltingIngest.class)
                .run(Stream.of(arguments).skip(2).toArray(String[]::new));
    }

    @Bean
    static BeanPostProcessor halting() {
        Point point = Point.valueOf(System.getProperty(POINT));
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? new HaltingDataSource(source, point) : bean;
            }
        };
    }

    /** Written beside and moved: whoever waits for the file never reads half of it. */
    @Bean
    ApplicationListener<ServletWebServerInitializedEvent> port() {
        return event -> {
            if (event.getApplicationContext().getServerNamespace() == null) {
                write(String.valueOf(event.getWebServer().getPort()));
            }
        };
    }

    private static void write(String port) {
        Path file = Path.of(System.getProperty(PORT_FILE));
        try {
            Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".draft"), port);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
