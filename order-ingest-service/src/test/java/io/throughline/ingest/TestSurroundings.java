package io.throughline.ingest;

import io.throughline.backbone.testing.DatabaseTemplate;
import io.throughline.emulator.Emulator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** The database and the broker of a service under test. They end with it, and classes with the same may share it. */
record TestSurroundings(TestBroker broker) implements ContextCustomizer {

    private static final DatabaseTemplate TABLES = DatabaseTemplate.ofService();

    static final class Factory implements ContextCustomizerFactory {

        @Override
        public @Nullable ContextCustomizer createContextCustomizer(
                Class<?> test, List<ContextConfigurationAttributes> attributes) {
            IngestTest wanted = AnnotatedElementUtils.findMergedAnnotation(test, IngestTest.class);
            return wanted == null ? null : new TestSurroundings(wanted.broker());
        }
    }

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration test) {
        BeanDefinitionRegistry beans = (BeanDefinitionRegistry) context.getBeanFactory();
        RootBeanDefinition database = new RootBeanDefinition(JdbcConnectionDetails.class, TABLES::copy);
        // a class that brings another one needs no server of ours
        database.setLazyInit(true);
        beans.registerBeanDefinition("testDatabase", database);
        Optional<Emulator> started = broker.start();
        started.ifPresent(emulator -> {
            RootBeanDefinition definition = new RootBeanDefinition(Emulator.class, () -> emulator);
            definition.setDestroyMethodName("close");
            beans.registerBeanDefinition("emulator", definition);
        });
        TestPropertyValues.of("spring.cloud.azure.servicebus.connection-string="
                        + started.map(Emulator::connectionString).orElse(TestBroker.NOBODY))
                .applyTo(context);
    }
}
