package dev.tallystick.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemoArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tallystick.demo");

  @Test
  void theDemonstrationHasNothingThatAPartyDoesNotHave() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "dev.tallystick.demo..",
            "dev.tallystick.party",
            "dev.tallystick.keys",
            "dev.tallystick.events..",
            "dev.tallystick.tlog",
            "dev.tallystick.tally",
            "dev.tallystick.postgres",
            "dev.tallystick.local..")
        .check(MAIN);
  }

  @Test
  void theTimeComesFromTheClock() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(MAIN);
  }
}
