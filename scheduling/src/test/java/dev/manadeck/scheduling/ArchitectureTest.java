package dev.manadeck.scheduling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(
    packages = "dev.manadeck.scheduling",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule IS_A_LIBRARY_OF_ITS_OWN =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.manadeck.scheduling", "java..", "org.jspecify..")
          .because("it can be lifted out of this project");

  @ArchTest
  static final ArchRule KNOWS_NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Random.class)
          .because("the same reviews give the same schedule, always and everywhere");
}
