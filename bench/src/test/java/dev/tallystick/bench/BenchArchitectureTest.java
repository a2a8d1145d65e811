package dev.tallystick.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tallystick.bench.append.AppendCommand;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BenchArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tallystick.bench");

  @Test
  void theRulesAreAboutThisModule() {
    assertThat(MAIN.contain(AppendCommand.class)).isTrue();
    assertThat(MAIN.contain(FakeLog.class)).isFalse();
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.tallystick.bench.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void theServiceIsMeasuredFromOutside() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tallystick.audit..")
        .because("what is measured is the packaged service, over HTTP")
        .check(MAIN);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(MAIN);
  }
}
