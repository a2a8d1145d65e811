package dev.tallystick.audit.cosigning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each witness that a policy of the log has named stands in the log, once. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class EnterWitnessesTest {
  @Inject LogIdentity identity;
  @Inject OwnEvents log;
  @Inject LogEntryRepository entries;
  @Inject OpeningSeal seal;

  @TempDir private Path folder;

  private LogPolicy policy(String lines) throws IOException {
    return LogPolicy.of(
        identity, Optional.of(Files.writeString(folder.resolve("witnesses"), lines)));
  }

  private void complete(LogPolicy policy) {
    EnterWitnesses roll = new EnterWitnesses(policy, entries, seal, log);
    roll.complete();
    roll.complete();
  }

  private List<JsonObject> entered() {
    int code = EventTypes.get("witness.added").code();
    return entries.ofTypes(List.of(code), 0, Long.MAX_VALUE, 100).stream()
        .map(row -> seal.openBody(row).data())
        .filter(data -> data.getString("operator").startsWith("roll-"))
        .toList();
  }

  @Test
  void witnesses_areEnteredOnceWhoeverStartsAgain() throws Exception {
    try (TestWitness one = new TestWitness("roll-one");
        TestWitness two = new TestWitness("roll-two")) {
      LogPolicy first = policy(one.line() + "quorum roll-one\n");
      complete(first);
      complete(first);
      assertThat(entered()).hasSize(1);

      LogPolicy second =
          policy(one.line() + two.line() + "group any 1 roll-one roll-two\nquorum any\n");
      complete(second);

      assertThat(entered())
          .extracting(data -> data.getString("operator"), data -> data.getString("policyHash"))
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("roll-one", first.hash().hex()),
              org.assertj.core.groups.Tuple.tuple("roll-two", second.hash().hex()));
      assertThat(entered().get(0).getString("vkey")).startsWith("roll-one.example/witness+");
    }
  }
}
