package dev.manadeck.projection;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.manadeck.projection.freshness.ReadsFrom;
import dev.manadeck.projection.runtime.Projector;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;

@AnalyzeClasses(
    packages = "dev.manadeck.projection",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PROJECTORS_ARE_PURE =
      noClasses()
          .that()
          .areAssignableTo(Projector.class)
          .and()
          .areNotInterfaces()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.springframework..",
                  "java.sql..",
                  "javax.sql..",
                  "org.apache.kafka..",
                  "java.util.random..",
                  "java.util.concurrent.."))
          .because("the same log must give the same rows, wherever and whenever it is folded");

  @ArchTest
  static final ArchRule PROJECTORS_HAVE_NO_CLOCK =
      noClasses()
          .that()
          .areAssignableTo(Projector.class)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat(assignableTo(Clock.class))
          .because("a row is dated by its events, never by its fold");

  @ArchTest
  static final ArchRule SQL_STANDS_IN_STORES_QUERIES_AND_THE_RUNTIME =
      noClasses()
          .that(
              resideInAPackage("dev.manadeck.projection..")
                  .and(DescribedPredicate.not(resideInAPackage("..projection.runtime")))
                  .and(DescribedPredicate.not(isNamedQueriesOrStore()))
                  .and(DescribedPredicate.not(isConfiguration())))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql.."))
          .because("whoever looks for the SQL of a table finds it in one place");

  @ArchTest
  static final ArchRule KAFKA_STANDS_WHERE_THE_LOG_IS_READ =
      noClasses()
          .that()
          .resideOutsideOfPackages("..projection.log..", "..projection.live..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.apache.kafka.."))
          .because("a fold must not know where its events are read from");

  @ArchTest
  static final ArchRule THE_RUNTIME_KNOWS_NO_PROJECTION =
      noClasses()
          .that()
          .resideInAnyPackage("..projection.runtime..", "..projection.live..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "..projection.deck..",
                  "..projection.progress..",
                  "..projection.session..",
                  "..projection.stats..",
                  "..projection.learner..",
                  "..projection.freshness..",
                  "..projection.operations.."))
          .because("adding a projection means one folder and nothing else");

  @ArchTest
  static final ArchRule QUERIES_SAY_WHAT_THEY_READ_FROM =
      methods()
          .that()
          .areAnnotatedWith(GetMapping.class)
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("..operations..")
          .should()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(ReadsFrom.class)
          .because("a query without it would answer old rows to who asked for new ones");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.manadeck.projection.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_COMMAND_SIDE_IS_UNKNOWN =
      classes()
          .that()
          .resideInAPackage("dev.manadeck.projection..")
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.not(resideInAPackage("dev.manadeck.command..")))
          .because("the two services share events and nothing else");

  private static DescribedPredicate<JavaClass> isNamedQueriesOrStore() {
    return DescribedPredicate.describe(
        "named …Queries or …Store",
        javaClass ->
            javaClass.getSimpleName().endsWith("Queries")
                || javaClass.getSimpleName().endsWith("Store"));
  }

  private static DescribedPredicate<JavaClass> isConfiguration() {
    return DescribedPredicate.describe(
        "configurations", javaClass -> javaClass.isAnnotatedWith(Configuration.class));
  }
}
