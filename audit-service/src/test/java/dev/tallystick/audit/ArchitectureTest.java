package dev.tallystick.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tallystick.houserules.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The rules that every service of the suite keeps, and one of this service's own. */
class ArchitectureTest extends ArchitectureRules {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tallystick.audit");

  @Test
  void appendPath_knowsNeitherHibernateNorJta() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..audit.entry..", "..audit.sequencing..", "..audit.storage..", "..audit.index..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.persistence..",
            "jakarta.transaction..",
            "org.hibernate..",
            "io.quarkus.hibernate..",
            "io.quarkus.narayana..")
        .because("a batch is one transaction of the sequencer's own connection")
        .check(MAIN);
  }
}
