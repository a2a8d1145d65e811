package dev.tallystick.tally;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tallystick.houserules.StaticStateRule;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TallyArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tallystick.tally");

  @Test
  void theVerifierKnowsNoService() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "com.sun.net.httpserver..",
            "picocli..",
            "org.jspecify..",
            "dev.tallystick.tally..",
            "dev.tallystick.tlog..",
            "dev.tallystick.events..",
            "dev.tallystick.evidence..",
            "dev.tallystick.keys..",
            "dev.tallystick.party..",
            "dev.tallystick.rules..")
        .check(MAIN);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.tallystick.tally.(*)..").should().beFreeOfCycles().check(MAIN);
    noClasses()
        .that()
        .resideInAnyPackage("dev.tallystick.tally.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tallystick.tally")
        .check(MAIN);
  }

  @Test
  void onlyTheWebFilesKnowTheNetwork() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("WebFiles")
        .and()
        .haveSimpleNameNotContaining("BoundedAnswer")
        .and()
        .haveSimpleNameNotContaining("PublishedLog")
        .and()
        .haveSimpleNameNotContaining("WitnessServer")
        .and()
        .haveSimpleNameNotContaining("ServiceOptions")
        .and()
        .haveSimpleNameNotEndingWith("UrlOption")
        .and()
        .haveSimpleNameNotContaining("TraceLeakCommand")
        .and()
        .haveSimpleNameNotContaining("LineageCommand")
        .and()
        .haveSimpleNameNotContaining("BundleCommand")
        .and()
        .haveSimpleNameNotContaining("LoggedOpenings")
        .and()
        .haveSimpleNameNotContaining("AnalysisProgram")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net..")
        .check(MAIN);
  }

  @Test
  void nothingAsksForTheTimeOfDay() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(MAIN);
  }

  @Test
  void staticFieldsHoldNothingOfOneProcess() {
    StaticStateRule.check(
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                "dev.tallystick.tally",
                "dev.tallystick.tlog",
                "dev.tallystick.events",
                "dev.tallystick.evidence",
                "dev.tallystick.dpop",
                "dev.tallystick.keys",
                "dev.tallystick.party",
                "dev.tallystick.rules"));
  }
}
