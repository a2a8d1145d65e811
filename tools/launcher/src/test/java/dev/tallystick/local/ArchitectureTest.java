package dev.tallystick.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tallystick.local", "dev.tallystick.postgres");

  @Test
  void theTimeIsNotRead() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("durations are measured with nanoTime, and nothing here needs a date")
        .check(MAIN);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.tallystick.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?)")
        .orShould()
        .haveNameMatching(".*\\.Abstract.*")
        .check(MAIN);
  }
}
