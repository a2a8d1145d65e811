package dev.tallystick.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RulesArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tallystick.rules");

  @Test
  void theRulesAreAboutThisLibrary() {
    assertThat(MAIN.contain(Rules.class)).isTrue();
    assertThat(MAIN.contain(RulesArchitectureTest.class)).isFalse();
  }

  @Test
  void theLibraryDependsOnEventsAndTwoSmallLibrariesOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "org.pcollections",
            "org.snakeyaml.engine..",
            "dev.tallystick.tlog",
            "dev.tallystick.events..",
            "dev.tallystick.rules..")
        .because("an auditor anywhere can then replay a decision")
        .check(MAIN);
  }

  @Test
  void onlyTheReaderOfPacksKnowsYaml() {
    noClasses()
        .that()
        .doNotHaveSimpleName("PackYaml")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml.engine..")
        .check(MAIN);
  }

  @Test
  void nothingHereReadsAClockOrDrawsLots() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.(Random|random\\..*)|java\\.security\\.SecureRandom")
        .because("the same arguments give the same decision for ever")
        .check(MAIN);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.tallystick.(rules..)").should().beFreeOfCycles().check(MAIN);
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
