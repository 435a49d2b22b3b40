package dev.manadeck.command;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

@AnalyzeClasses(
    packages = "dev.manadeck.command",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "dev.manadeck.command.deck",
    "dev.manadeck.command.study",
    "dev.manadeck.command.learner",
    "dev.manadeck.command.verdict",
    "dev.manadeck.command.recent",
    "dev.manadeck.command.snapshot",
    "dev.manadeck.command.machine"
  };

  @ArchTest
  static final ArchRule DECISIONS_ARE_FREE_OF_FRAMEWORKS =
      classes()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.manadeck.command.deck",
              "dev.manadeck.command.study",
              "dev.manadeck.command.learner",
              "dev.manadeck.command.verdict",
              "dev.manadeck.command.recent",
              "dev.manadeck.command.snapshot",
              "dev.manadeck.command.machine",
              "dev.manadeck.command.shard",
              "dev.manadeck.events",
              "dev.manadeck.scheduling",
              "tools.jackson.databind..",
              "java..",
              "org.jspecify..")
          .because("the same commands on the same log must be decided alike, wherever they are");

  @ArchTest
  static final ArchRule DECISIONS_KNOW_NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethodWhere(
              target(nameMatching("now")).and(target(owner(resideInAPackage("java.time..")))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(RandomGenerator.class)
          .because("time, ids and randomness come in with the command");

  @ArchTest
  static final ArchRule THE_SHARD_RUNTIME_KNOWS_NOBODY =
      classes()
          .that()
          .resideInAPackage("dev.manadeck.command.shard")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.manadeck.command.shard", "java..", "org.jspecify..")
          .because("it is written once, for any state machine and any log");

  @ArchTest
  static final ArchRule KAFKA_STANDS_IN_ONE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.manadeck.command.kafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.springframework.boot.kafka..")
          .because("what a shard promises must not depend on which log it appends to");

  @ArchTest
  static final ArchRule NOBODY_DEPENDS_ON_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.manadeck.command.http")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.manadeck.command.http")
          .because("data flows one way: http, decider, writer, topic");
}
