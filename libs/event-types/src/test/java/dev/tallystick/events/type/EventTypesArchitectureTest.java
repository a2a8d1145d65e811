package dev.tallystick.events.type;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class EventTypesArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tallystick.events.type");

  @Test
  void theRulesAreAboutTheGeneratedRecords() {
    assertThat(MAIN.contain(ConsentGiven.class)).isTrue();
    assertThat(MAIN.contain(RegistrySamples.class)).isFalse();
  }

  @Test
  void theLibraryDependsOnEventsAndTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.time..",
            "java.util..",
            "org.jspecify..",
            "dev.tallystick.tlog",
            "dev.tallystick.events",
            "dev.tallystick.events.document",
            "dev.tallystick.events.json",
            "dev.tallystick.events.type")
        .check(MAIN);
  }
}
