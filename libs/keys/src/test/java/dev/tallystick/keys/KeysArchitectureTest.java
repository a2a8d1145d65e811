package dev.tallystick.keys;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeysArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tallystick.keys");

  @Test
  void everythingStandsOnTheJdkAndTwoLibraries() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.jspecify..",
            "com.nimbusds.jose..",
            "org.bouncycastle.asn1.x9..",
            "org.bouncycastle.crypto..",
            "org.bouncycastle.math.ec..",
            "com.oracle.svm.core.annotate..",
            "dev.tallystick.keys")
        .check(MAIN);
  }

  @Test
  void nobodyInstallsAProvider() {
    noClasses()
        .should()
        .callMethod(Security.class, "addProvider", Provider.class)
        .orShould()
        .callMethod(Security.class, "insertProviderAt", Provider.class, int.class)
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

  /** A new public method that gives bytes away is looked at before it joins this list. */
  @Test
  void publicMethods_thatReturnBytesReturnNoKey() {
    Set<String> givers = new TreeSet<>();
    for (JavaMethod method : MAIN.stream().flatMap(c -> c.getMethods().stream()).toList()) {
      if (method.getModifiers().contains(JavaModifier.PUBLIC)
          && method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
          && method.getRawReturnType().isEquivalentTo(byte[].class)) {
        givers.add(method.getOwner().getSimpleName() + "." + method.getName());
      }
    }

    assertThat(givers)
        .containsExactly(
            "DataKey.commitment",
            "DataKey.mac",
            "DataKey.open",
            "Envelopes.open",
            "Envelopes.seal",
            "OpenedJwe.plaintext",
            "SealedValue.toByteArray",
            "Signer.sign",
            "SigningKey.sign",
            "VerificationKey.toByteArray",
            "VerifiedJws.payload",
            "WrappedDataKey.toByteArray");
  }
}
