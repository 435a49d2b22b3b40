package dev.manadeck.projection;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;

@AnalyzeClasses(
    packages = "dev.manadeck.projection",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule FOLDS_ARE_PURE =
      noClasses()
          .that(isOfAFold())
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.springframework..", "java.sql..", "javax.sql..", "org.apache.kafka.."))
          .because("the same log must give the same rows, wherever it is folded");

  @ArchTest
  static final ArchRule FOLDS_HAVE_NO_CLOCK =
      noClasses()
          .that(isOfAFold())
          .should()
          .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat(assignableTo(Clock.class))
          .because("a row is dated by its events, never by its fold");

  @ArchTest
  static final ArchRule FOLDS_LEAVE_NOTHING_TO_CHANCE =
      noClasses()
          .that(isOfAFold())
          .should()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(StrictMath.class, "random")
          .orShould()
          .dependOnClassesThat(
              assignableTo(RandomGenerator.class).or(resideInAPackage("java.util.random..")))
          .because("the same log must give the same rows, whenever it is folded");

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

  /** Of what a projection consists of, only these touch the world. */
  private static DescribedPredicate<JavaClass> isOfAFold() {
    return resideInAnyPackage(
            "..projection.deck..",
            "..projection.progress..",
            "..projection.session..",
            "..projection.stats..",
            "..projection.learner..")
        .and(
            DescribedPredicate.describe(
                "of a fold",
                javaClass ->
                    Stream.of("Controller", "Queries", "Store", "Projection", "Properties")
                        .noneMatch(outermost(javaClass).getSimpleName()::endsWith)));
  }

  private static JavaClass outermost(JavaClass javaClass) {
    return javaClass.getEnclosingClass().map(ArchitectureTest::outermost).orElse(javaClass);
  }

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
