package io.throughline.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.command.Command;
import io.throughline.events.order.Order;
import io.throughline.events.outcome.OutcomeMessage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The schemas and the records are both written by hand; here they are held together. */
class SchemasMatchRecordsTest {

    private static final Map<Class<?>, String> ROOTS =
            Map.of(Order.class, "order.v1.json", CatalogueEntry.class, "integration.v1.json");

    private final Map<Class<?>, JsonNode> described = described();

    @Test
    void everyRecordThatTravelsHasASchema() {
        assertThat(described.keySet()).containsAll(travelling());
    }

    @Test
    void everySchemaNamesExactlyTheComponentsOfItsRecord() {
        described.forEach((record, schema) -> assertThat(names(schema.get("properties")))
                .as(record.getName())
                .isEqualTo(components(record, any -> true)));
    }

    @Test
    void everySchemaDemandsWhatItsRecordCannotDoWithout() {
        described.forEach((record, schema) -> assertThat(required(schema))
                .as(record.getName())
                .isEqualTo(components(record, SchemasMatchRecordsTest::isAlwaysThere)));
    }

    private static Map<Class<?>, JsonNode> described() {
        Map<String, Class<?>> records =
                travelling().stream().collect(Collectors.toMap(Class::getSimpleName, record -> record));
        Map<Class<?>, JsonNode> found = new HashMap<>();
        ROOTS.forEach((record, schema) -> found.put(record, Schemas.source(schema)));
        for (String file : List.of(
                "order.v1.json", "event.v1.json", "integration.v1.json", "outcome.v1.json", "command.v1.json")) {
            Schemas.source(file).get("$defs").forEachEntry((name, schema) -> found.put(records.get(name), schema));
        }
        return found;
    }

    private static Set<Class<?>> travelling() {
        return Stream.of(
                        EventTypes.ALL.stream().<Class<?>>map(EventType::payload),
                        Arrays.stream(OutcomeMessage.class.getPermittedSubclasses()),
                        kinds(Command.class))
                .flatMap(classes -> classes)
                .flatMap(SchemasMatchRecordsTest::withParts)
                .collect(Collectors.toSet());
    }

    /** A sealed type may be divided into others. */
    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(SchemasMatchRecordsTest::kinds);
    }

    private static Stream<Class<?>> withParts(Class<?> record) {
        Stream<Class<?>> parts = Arrays.stream(record.getRecordComponents())
                .map(component -> element(component.getGenericType()))
                .filter(type -> type.isRecord() && type.getName().startsWith("io.throughline"))
                .flatMap(SchemasMatchRecordsTest::withParts);
        return Stream.concat(Stream.of(record), parts);
    }

    private static Class<?> element(Type type) {
        return type instanceof ParameterizedType list ? (Class<?>) list.getActualTypeArguments()[0] : (Class<?>) type;
    }

    private static Set<String> components(Class<?> record, Predicate<RecordComponent> wanted) {
        return Arrays.stream(record.getRecordComponents())
                .filter(wanted)
                .map(SchemasMatchRecordsTest::nameOnTheWire)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String nameOnTheWire(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static boolean isAlwaysThere(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Without the word that tells which of several records a message is. */
    private static Set<String> names(JsonNode properties) {
        Set<String> names = new TreeSet<>(properties.propertyNames());
        names.remove(discriminator(properties));
        return names;
    }

    private static String discriminator(JsonNode properties) {
        return properties.path("kind").has("const") ? "kind" : "";
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("required").forEach(name -> names.add(name.stringValue()));
        names.remove(discriminator(schema.get("properties")));
        return names;
    }
}
