package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.citizen;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.IndexWitness.Filed;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageProof;
import dev.tallystick.houserules.GoProgram;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The trie that our format comes from accepts the index of the running service, and the proofs in
 * its answers, and none of them changed. {@code -Dtallystick.mpt=GOPATH} names a folder with {@code
 * src/rsc.io/tmp/mpt} in it; the service's README says where that is from.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
@EnabledIfSystemProperty(named = "tallystick.mpt", matches = ".+")
class ForeignTrieTest {
  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @Test
  void reference_acceptsRootsAndProofsAndNoneThatIsChanged(@TempDir Path folder) throws Exception {
    List<String> people = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 20; i++) {
        people.add(TestEvents.subject());
        TestExchange.log(events.freeze(people.get(people.size() - 1)));
      }
      IndexRoot root = IndexWitness.awaitRoot(TestExchange.log(events.freeze(people.get(0))) + 1);
      lines.add("root " + root.root());
      leaves(root, lines);
      for (String person : List.of(people.get(0), people.get(people.size() - 1))) {
        proof(person, lines);
      }
      proof(TestEvents.subject(), lines);
    }
    Path file = Files.write(folder.resolve("index.txt"), lines);

    GoProgram reference =
        GoProgram.build("triecheck", Path.of(System.getProperty("tallystick.mpt", "")), folder);
    GoProgram.Verdict verdict = reference.run(List.of(file.toString()));

    assertThat(verdict.isAccepted()).as(verdict.output()).isTrue();
    assertThat(verdict.output()).contains("9 proofs hold");
    System.out.print(verdict.output());
    String[] nothing = lines.get(lines.size() - 1).split(" ", -1);
    assertThat(nothing[0]).isEqualTo("absent");
    lines.set(
        lines.size() - 1,
        "absent " + EventLabels.ofSubject(people.get(0)).hex() + " " + nothing[2]);
    assertThat(reference.run(List.of(Files.write(file, lines).toString())).isAccepted()).isFalse();
  }

  private static void leaves(IndexRoot root, List<String> lines) throws Exception {
    ForeignIndex index = new ForeignIndex();
    for (Filed one : IndexWitness.filed(root.coveredSize())) {
      index.file(one.index(), one.entry().toByteArray(), one.labels());
    }
    Map<String, byte[]> salts = IndexWitness.salts();
    for (String label : index.labels()) {
      byte[] salt = Optional.ofNullable(salts.get(label)).orElseThrow();
      lines.add("leaf " + label + " " + hex(index.value(label, salt)));
    }
  }

  /** A root of its own: the answer may be newer than the leaves. */
  private static void proof(String person, List<String> lines) throws Exception {
    UsageAnswer answer =
        UsageAnswer.parse(given().auth().oauth2(citizen(person)).get("/v1/me/usage").asByteArray());
    Hash root =
        IndexRoot.find(answer.indexRoot().opening().body().value().orElseThrow().getObject("data"))
            .orElseThrow()
            .root();
    lines.add("root " + root);
    String label = answer.own().label().hex();
    if (answer.own().proof() instanceof UsageProof.Present present) {
      lines.add(
          "present %s %s %s"
              .formatted(label, present.value().hash(), hex(present.proof().toByteArray())));
    } else if (answer.own().proof() instanceof UsageProof.Absent absent) {
      lines.add("absent %s %s".formatted(label, hex(absent.proof().toByteArray())));
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
