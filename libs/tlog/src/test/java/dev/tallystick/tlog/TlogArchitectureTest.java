package dev.tallystick.tlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TlogArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tallystick.tlog");

  @Test
  void theRulesAreAboutThisLibrary() {
    assertThat(MAIN.contain(TreeBatch.class)).isTrue();
    assertThat(MAIN.contain(TreeBatchTest.class)).isFalse();
  }

  @Test
  void theLibraryDependsOnNothingButTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.math..",
            "java.nio",
            "java.nio.charset..",
            "java.security..",
            "java.util..",
            "java.io",
            "javax.crypto..",
            "org.jspecify..",
            "dev.tallystick.tlog")
        .because("a verifier anywhere can then use it")
        .check(MAIN);
  }

  @Test
  void theLibraryDoesNoInputOrOutput() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(?!IOException|Serializable).*")
        .because("bytes come in through TileReader and parse methods alone")
        .check(MAIN);
  }

  @Test
  void theLibraryKnowsNoTime() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .because("times are the caller's")
        .check(MAIN);
  }

  @Test
  void recordsHoldNoArrays() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .areRecords()
        .should()
        .notHaveRawType(byte[].class)
        .because("an array has no value equality and can be changed by anyone")
        .check(MAIN);
  }
}
