package dev.tallystick.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventsArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tallystick.events..");

  @Test
  void theRulesAreAboutThisLibrary() {
    assertThat(MAIN.contain(Event.class)).isTrue();
    assertThat(MAIN.contain(EventTest.class)).isFalse();
  }

  @Test
  void theLibraryDependsOnTheJdkAndTheLogFormatOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.jspecify..",
            "dev.tallystick.tlog",
            "dev.tallystick.events..")
        .because("a verifier anywhere can then use it")
        .check(MAIN);
  }

  @Test
  void onlyTheAppendClientSpeaksHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tallystick.events.append")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(MAIN);
  }

  @Test
  void packagesBuildOnEachOtherInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("json")
        .definedBy("dev.tallystick.events.json")
        .layer("events")
        .definedBy("dev.tallystick.events")
        .layer("document")
        .definedBy("dev.tallystick.events.document")
        .layer("receipt")
        .definedBy("dev.tallystick.events.receipt")
        .layer("usage")
        .definedBy("dev.tallystick.events.usage")
        .layer("append")
        .definedBy("dev.tallystick.events.append")
        .whereLayer("usage")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("append")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("receipt")
        .mayOnlyBeAccessedByLayers("usage", "append")
        .whereLayer("document")
        .mayOnlyBeAccessedByLayers("receipt", "usage", "append")
        .whereLayer("events")
        .mayOnlyBeAccessedByLayers("document", "receipt", "usage", "append")
        .check(MAIN);
  }

  @Test
  void theLibraryKnowsNoTime() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("events carry the times their appenders and the log give them")
        .check(MAIN);
  }

  @Test
  void noRecordHoldsBytes() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .areRecords()
        .should()
        .notHaveRawType(byte[].class)
        .because("an array in a record compares by identity and can be changed")
        .check(MAIN);
  }
}
