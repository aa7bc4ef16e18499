package io.throughline.stack;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled project against its floor plan. */
class FloorPlanTest {

    private static final JavaClasses CLASSES = FloorPlan.classes();

    private static final String[] JDBC = {"java.sql..", "javax.sql..", "org.springframework.jdbc.."};

    private static final String[] MAY_USE_JDBC = {
        "io.throughline.backbone.database..",
        "io.throughline.runtime.store..",
        // hands the adapter's data source to the store
        "io.throughline.runtime.autoconfigure",
        "io.throughline.testkit.store..",
        "io.throughline.ingest.store..",
        "io.throughline.dashboard.store..",
        "io.throughline.stack.database..",
        "io.throughline.testkit.database..",
        "io.throughline.benchmarks.database.."
    };

    static Set<String> modules() {
        return FloorPlan.modules();
    }

    @Test
    void everyModuleHasItsPlaceInThePlan() {
        Set<String> planned = new TreeSet<>(FloorPlan.MAY_IMPORT.keySet());
        planned.removeAll(FloorPlan.OPTIONAL);

        Set<String> built = new TreeSet<>(FloorPlan.modules());
        built.removeAll(FloorPlan.OPTIONAL);

        assertThat(built).isEqualTo(planned);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void isCompiled(String module) {
        long count = CLASSES.stream()
                .filter(type -> FloorPlan.moduleOf(type).equals(module))
                .count();

        assertThat(count)
                .as("classes of %s in %s", module, FloorPlan.classesOf(module))
                .isGreaterThan(FloorPlan.OPTIONAL.contains(module) ? -1 : 0);
    }

    @Test
    void modulesImportOnlyWhomTheyMay() {
        List<String> trespasses = crossings()
                .filter(crossing -> !FloorPlan.MAY_IMPORT
                        .getOrDefault(FloorPlan.moduleOf(crossing.getOriginClass()), Set.of())
                        .contains(FloorPlan.moduleOf(crossing.getTargetClass())))
                .map(Dependency::getDescription)
                .toList();

        assertThat(trespasses).isEmpty();
    }

    @Test
    void adaptersSeeOnlyTheRootPackageAndTheFacilitiesOfTheRuntime() {
        List<String> trespasses = crossings()
                .filter(crossing -> FloorPlan.ADAPTERS.contains(FloorPlan.moduleOf(crossing.getOriginClass())))
                .filter(crossing ->
                        FloorPlan.moduleOf(crossing.getTargetClass()).equals("adapter-runtime"))
                .filter(crossing -> !FloorPlan.FOR_ADAPTERS.contains(
                        crossing.getTargetClass().getPackageName()))
                .map(Dependency::getDescription)
                .toList();

        assertThat(trespasses).isEmpty();
    }

    @Test
    void adaptersStaySmall() {
        assertThat(FloorPlan.ADAPTERS)
                .isNotEmpty()
                .allSatisfy(adapter -> assertThat(FloorPlan.lines(adapter))
                        .as(adapter)
                        .isLessThan(FloorPlan.MOST_LINES_OF_AN_ADAPTER));
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.throughline.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIsFor() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.[^.]*(Utils?|Helper|Manager|Common|Impl)(?![a-z])[^.]*")
                .because("a class without a better name has no job yet")
                .check(CLASSES);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class)
                .because("tests move the clock")
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageKnowsTheBroker() {
        noClasses()
                .that(not(resideInAPackage("io.throughline.backbone.servicebus..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.azure..")
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageKnowsTheTracingSystem() {
        noClasses()
                .that(not(resideInAPackage("io.throughline.backbone.trace..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageOfAModuleKnowsTheDatabase() {
        noClasses()
                .that(not(resideInAnyPackage(MAY_USE_JDBC)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(JDBC))
                .check(CLASSES);
    }

    @Test
    void theContractStaysPlain() {
        classes()
                .that()
                .resideInAPackage("io.throughline.events..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.throughline.events..",
                        "org.jspecify.annotations..",
                        "com.fasterxml.jackson.annotation..")
                .check(CLASSES);
    }

    @Test
    void nullIsNoValueInAnyPackage() {
        List<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(contents -> contents.getName().startsWith("io.throughline"))
                .filter(contents -> !contents.getClasses().isEmpty())
                .filter(contents -> !contents.isAnnotatedWith(NullMarked.class))
                .map(contents -> contents.getName())
                .toList();

        assertThat(unmarked).as("packages whose package-info lacks @NullMarked").isEmpty();
    }

    private static Stream<Dependency> crossings() {
        return CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(found -> !FloorPlan.moduleOf(found.getTargetClass()).isEmpty())
                .filter(found ->
                        !FloorPlan.moduleOf(found.getOriginClass()).equals(FloorPlan.moduleOf(found.getTargetClass())));
    }
}
