package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A class that shares a suite is audited at its end; one with a suite of its own says so itself.
 */
class OwnSuitesTest {
  private static final JavaClasses TESTS =
      new ClassFileImporter().importPath(Path.of("target", "test-classes"));

  @Test
  void suiteOfItsOwn_isAudited_orTheClassSaysWhyNot() {
    assertThat(TESTS.stream().filter(type -> calls(type, "start")))
        .filteredOn(type -> !type.getName().startsWith(Suite.class.getName()))
        .hasSizeGreaterThan(2)
        .allMatch(type -> calls(type, "assertHonest") || type.isAnnotatedWith(NotAudited.class));
  }

  private static boolean calls(JavaClass type, String method) {
    return type.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                call.getTargetOwner().isEquivalentTo(Suite.class)
                    && call.getName().startsWith(method));
  }
}
