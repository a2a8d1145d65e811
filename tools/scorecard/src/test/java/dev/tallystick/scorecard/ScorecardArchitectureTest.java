package dev.tallystick.scorecard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ScorecardArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tallystick.scorecard");

  @Test
  void everythingStandsOnTheJdkAndThreeLibraries() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "dev.tallystick.scorecard..",
            "dev.tallystick.events..",
            "de.siegmar.fastcsv..",
            "de.bwaldvogel.liblinear")
        .check(MAIN);
  }

  /** The regression and the tables know nothing of each other's libraries. */
  @Test
  void eachLibrary_isUsedInOnePlace() {
    noClasses()
        .that()
        .doNotHaveSimpleName("LogisticRegression")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("de.bwaldvogel..")
        .check(MAIN);
  }
}
