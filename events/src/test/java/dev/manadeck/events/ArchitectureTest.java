package dev.manadeck.events;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

@AnalyzeClasses(
    packages = "dev.manadeck.events",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NOBODY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.manadeck.events",
              "java..",
              "org.jspecify.annotations",
              "com.fasterxml.jackson.annotation",
              "tools.jackson..")
          .because("whoever reads the topics can take this module, and nothing comes with it");

  @ArchTest
  static final ArchRule NOTHING_IS_OPEN =
      classes()
          .that()
          .areNotInterfaces()
          .should()
          .haveModifier(FINAL)
          .because("a fact and its parts are values: records, enums and final classes");

  @ArchTest
  static final ArchRule NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(RandomGenerator.class)
          .because("time, ids and randomness come in with the command");
}
