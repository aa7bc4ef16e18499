package io.throughline.runtime.autoconfigure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** What somebody set of this adapter's own configuration, wherever: in its files, its environment, its arguments. */
final class Configured {

    private Configured() {}

    /** By name, as they count, with what they refer to filled in where there is something. */
    static Map<String, String> values(ConfigurableEnvironment environment) {
        Map<String, String> values = new TreeMap<>();
        environment.getPropertySources().stream()
                .flatMap(source ->
                        source instanceof EnumerablePropertySource<?> named ? Stream.of(named) : Stream.empty())
                .forEach(source -> Arrays.stream(source.getPropertyNames())
                        .filter(Configured::isOurs)
                        .forEach(name -> values.putIfAbsent(
                                name, environment.resolvePlaceholders(String.valueOf(source.getProperty(name))))));
        return values;
    }

    private static boolean isOurs(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("throughline") || lower.startsWith("resilience4j");
    }
}
