package dev.tallystick.problem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProblemArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tallystick.problem");

  @Test
  void onlyMappersAndFiltersKnowRest() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Mappers")
        .and()
        .haveSimpleNameNotEndingWith("Filter")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .check(MAIN);
  }

  @Test
  void whatIsToldKnowsNoFramework() {
    classes()
        .that()
        .belongToAnyOf(
            DomainProblem.class, ProblemDocument.class, ProblemJson.class, FrameworkProblem.class)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "dev.tallystick.problem")
        .check(MAIN);
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
