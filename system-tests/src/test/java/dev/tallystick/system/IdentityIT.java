package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code identity add} on the running suite, with a real Keycloak and the vault's own tokens. */
@ExtendWith(Suite.Extension.class)
class IdentityIT {
  private final Suite suite;

  IdentityIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.up();
    suite.awaitHealthy();
  }

  private Command.Result add(String... words) throws Exception {
    String[] line = new String[words.length + 2];
    line[0] = "identity";
    line[1] = "add";
    System.arraycopy(words, 0, line, 2, words.length);
    return suite.command().run(line);
  }

  @Test
  void add_anOrganisationAndItsClerkSpeakForTheParty() throws Exception {
    Command.Result bank = add("bank-moor", "--role", "lender");
    Command.Result clerk = add("clerk-moor", "--role", "lender", "--party", "bank-moor");

    assertThat(bank.exitCode()).as(bank.output()).isZero();
    assertThat(bank.output()).contains("key  ").doesNotContain("secret");
    assertThat(clerk.output()).contains("codes  ");
    assertThat(clerk.exitCode()).as(clerk.output()).isZero();
    for (String name : new String[] {"bank-moor", "clerk-moor"}) {
      JsonNode claims = Suite.claims(suite.token(name, "data-vault"));
      assertThat(claims.get("party").asText()).as(name).isEqualTo("bank-moor");
      assertThat(claims.at("/realm_access/roles").toString()).as(name).contains("lender");
      assertThat(claims.has("subject")).as(name).isFalse();
    }
    assertThat(Suite.claims(suite.token("clerk-moor")).get("staff").asText())
        .isEqualTo("clerk-moor");
  }

  @Test
  void add_twoNamesOfOnePersonHaveOneToken() throws Exception {
    Command.Result first = add("erin", "--role", "citizen", "--identifier", "PHONE:+8619900007001");
    Command.Result again =
        add("erin-too", "--role", "citizen", "--identifier", "PHONE:+86 199 0000 7001");

    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(again.exitCode()).as(again.output()).isZero();
    String subject = Suite.claims(suite.token("erin")).get("subject").asText();
    assertThat(first.output()).contains(subject);
    assertThat(Suite.claims(suite.token("erin-too")).get("subject").asText()).isEqualTo(subject);
  }

  @Test
  void add_aNameThatIsTakenIsRefused() throws Exception {
    Command.Result taken = add("regulator", "--role", "lender");

    assertThat(taken.exitCode()).isEqualTo(2);
    assertThat(taken.output()).contains("is there already");
    assertThat(Suite.claims(suite.token("regulator")).at("/realm_access/roles").toString())
        .contains("regulator")
        .doesNotContain("lender");
  }

  /** What is done in Keycloak's console is told to the log afterwards, by consent-service. */
  @Test
  void add_throughTheConsoleIsInTheLogWithinHalfAMinute() throws Exception {
    int before = logSize();

    Command.Result added = add("bank-fen", "--role", "lender");

    assertThat(added.exitCode()).as(added.output()).isZero();
    await("the act is in the log")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> entriesFrom(before).contains("\"act\":\"KEYCLOAK.CREATE."));
  }

  private int logSize() throws Exception {
    return Integer.parseInt(
        Suite.read(suite.address("AUDIT_URL") + "/log/checkpoint", suite.token("auditor"))
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow());
  }

  private String entriesFrom(int from) throws Exception {
    int size = logSize();
    return size <= from
        ? ""
        : Suite.read(
            suite.address("AUDIT_URL") + "/v1/openings?from=%d&to=%d".formatted(from, size),
            suite.token("auditor"));
  }
}
