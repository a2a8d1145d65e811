package dev.tallystick.evidence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EvidenceArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tallystick.evidence");

  /** So that the portal and a native {@code tally} may have it. */
  @Test
  void everythingStandsOnTheJdkAndThreeLibraries() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.lang..",
            "java.nio..",
            "java.time..",
            "java.util..",
            "org.jspecify..",
            "dev.tallystick.evidence..",
            "dev.tallystick.events..",
            "dev.tallystick.tlog..")
        .check(MAIN);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net..")
        .check(MAIN);
  }

  @Test
  void packages_formNoCycles() {
    slices().matching("dev.tallystick.evidence.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void nothingReadsTheTime() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(MAIN);
  }
}
