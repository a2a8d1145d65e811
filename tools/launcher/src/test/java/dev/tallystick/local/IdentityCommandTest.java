package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.realm.Identity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityCommandTest {
  private static Identity identity(String... options) throws Arguments.UsageException {
    List<String> line = new ArrayList<>(List.of("identity", "add", "newcomer"));
    line.addAll(List.of(options));
    return IdentityCommand.identity("newcomer", Arguments.parse(line, Path.of("/x")));
  }

  @Test
  void identity_anOrganisationWithoutParty() throws Exception {
    assertThat(identity("--role", "lender"))
        .isEqualTo(new Identity.Organisation("newcomer", "lender"));
  }

  @Test
  void identity_aClerkWithParty() throws Exception {
    Identity.Person clerk = (Identity.Person) identity("--role", "lender", "--party", "bank-hill");

    assertThat(clerk.party()).contains("bank-hill");
    assertThat(clerk.staff()).contains("newcomer");
    assertThat(clerk.auditScope()).isEmpty();
  }

  @Test
  void identity_anAuditorSeesEverythingUnlessToldOtherwise() throws Exception {
    Identity.Person auditor = (Identity.Person) identity("--role", "auditor");
    Identity.Person scoped =
        (Identity.Person) identity("--role", "auditor", "--scope", "bank-hill");

    assertThat(auditor.auditScope()).contains("*");
    assertThat(scoped.auditScope()).contains("bank-hill");
  }

  @Test
  void identity_aRegulatorActsForTheAuthority() throws Exception {
    Identity.Person regulator = (Identity.Person) identity("--role", "regulator");

    assertThat(regulator.party()).contains("authority");
    assertThat(regulator.staff()).isEmpty();
  }

  @Test
  void identity_aCitizenHasAnIdentifier() throws Exception {
    Identity.Person citizen =
        (Identity.Person) identity("--role", "citizen", "--identifier", "PHONE:+86 555 0100");

    assertThat(citizen.isSubject()).isTrue();
    assertThat(citizen.party()).isEqualTo(Optional.empty());
  }

  @Test
  void identity_aCitizenMayHaveSeveralIdentifiers() throws Exception {
    Arguments arguments =
        Arguments.parse(
            List.of(
                "identity",
                "add",
                "newcomer",
                "--identifier",
                "PHONE:+86 555 0100",
                "--identifier",
                "CUSTOMER_NO/mall-east:7"),
            Path.of("home"));

    assertThat(arguments.all("--identifier"))
        .containsExactly("PHONE:+86 555 0100", "CUSTOMER_NO/mall-east:7");
    assertThat(arguments.all("--scope")).isEmpty();
  }

  @Test
  void identity_aManagerWorksForACompany() throws Exception {
    Identity.Person manager =
        (Identity.Person) identity("--role", "manager", "--party", "bank-hill");

    assertThat(manager.party()).contains("bank-hill");
    assertThat(manager.staff()).contains(manager.name());
    assertRefused("a manager has --party", "--role", "manager");
  }

  @Test
  void identity_refusesWhatDoesNotGoTogether() {
    assertRefused("--role is citizen", "--party", "bank-hill");
    assertRefused("--role is citizen", "--role", "service");
    assertRefused("a citizen, and nobody else", "--role", "citizen");
    assertRefused("a citizen, and nobody else", "--role", "regulator", "--identifier", "PHONE:1");
    assertRefused("only a platform", "--role", "auditor", "--party", "bank-hill");
  }

  private static void assertRefused(String message, String... options) {
    assertThatThrownBy(() -> identity(options))
        .isInstanceOf(Arguments.UsageException.class)
        .hasMessageStartingWith(message);
  }
}
