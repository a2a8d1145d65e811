package dev.tallystick.importing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImportArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tallystick.importing");

  @Test
  void features_formNoCycles() {
    slices().matching("dev.tallystick.importing.(*)..").should().beFreeOfCycles().check(MAIN);
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

  @Test
  void mappingsAndRows_knowNoSuite() {
    noClasses()
        .that()
        .resideInAnyPackage("..importing.mapping..", "..importing.rows..", "..importing.lines..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tallystick.demo..", "dev.tallystick.local..", "java.net..")
        .check(MAIN);
  }
}
