package io.throughline.backbone.testing.openapi;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What a controller answers to one method at one path.
 *
 * @param name both: {@code post /replays}
 */
public record Address(String name, Class<?> controller, Method method) {

    /** Of all controllers of this kind, in and below a package. */
    public static Stream<Address> below(String packageName, Class<? extends Annotation> kind) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(kind, false));
        return scanner.findCandidateComponents(packageName).stream()
                .map(found -> String.valueOf(found.getBeanClassName()))
                .sorted()
                .map(Address::named)
                .flatMap(Address::of);
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static Stream<Address> of(Class<?> controller) {
        return Arrays.stream(controller.getDeclaredMethods())
                .flatMap(method ->
                        Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                                .stream()
                                .flatMap(mapping -> names(controller, mapping))
                                .map(name -> new Address(name, controller, method)));
    }

    private static Stream<String> names(Class<?> controller, RequestMapping mapping) {
        RequestMapping whole = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        String above = whole == null ? "" : whole.path()[0];
        List<String> below = mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
        return Arrays.stream(mapping.method())
                .map(verb -> verb.name().toLowerCase(Locale.ROOT))
                .flatMap(verb -> below.stream().map(path -> verb + " " + above + path));
    }
}
