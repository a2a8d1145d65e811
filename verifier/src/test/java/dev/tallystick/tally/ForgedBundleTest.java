package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.evidence.BundleCheck;
import dev.tallystick.evidence.EvidenceBundle;
import dev.tallystick.evidence.EvidenceQuestion;
import dev.tallystick.evidence.UnprovableException;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.MalformedLineageException;
import dev.tallystick.tally.market.BundleSample;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLineage;
import dev.tallystick.tlog.Cosigner;
import dev.tallystick.tlog.NoteSignature;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles in which all parts fit, made by somebody who wants another answer than the log's. */
class ForgedBundleTest {
  @TempDir private Path folder;
  private final BundleSample sample = BundleSample.withMore(0);
  private static final EvidenceQuestion CONSENT =
      EvidenceQuestion.find(Market.QUERY, false).orElseThrow();

  private final EvidenceQuestion question =
      EvidenceQuestion.find(sample.report(), false).orElseThrow();

  private Run verify(EvidenceBundle bundle) throws IOException {
    Path file = Files.write(folder.resolve("bundle.zip"), bundle.toByteArray());
    Path policy = Files.writeString(folder.resolve("log.policy"), BundleSample.policy());
    return Run.tally("verify", file.toString(), "--policy", policy.toString());
  }

  /** The sources are named by the part for auditors alone, and whoever has it may withhold it. */
  @Test
  void sourcesTakenOutWithThePartThatNamesThem_cannotBeTold()
      throws IOException, UnprovableException {
    assertThat(sample.lineage().getArray("deposits").items()).isNotEmpty();

    EvidenceBundle bundle =
        sample.make(
            question,
            withoutDeposits(sample.lineage()),
            ForgedBundleTest::withheld,
            sample.state(List.of(), BundleSample.policy()));

    Run run = verify(bundle);
    assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
    assertThat(run.line("unshown")).contains("the part for auditors, which names the deposits");
    assertThat(new String(bundle.toByteArray(), UTF_8))
        .contains("whether it names deposits that the data came from cannot be told");
  }

  /** By a policy of their own, a page names whomever its maker likes. */
  @Test
  void witnessesOfAnotherPolicy_cannotBeTold() throws IOException, UnprovableException {
    Cosigner mine = SampleKeys.witness("mine", 66);
    String policy =
        "log %s\nwitness supreme-court %s\nquorum supreme-court\n"
            .formatted(SampleLog.VKEY, mine.verifierKey());

    EvidenceBundle bundle = bundle(List.of(mine), policy);

    assertThat(new String(bundle.toByteArray(), UTF_8)).contains("supreme-court (witness.example");
    Run run = verify(bundle);
    assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
    assertThat(run.line("named")).contains("supreme-court (witness.example/mine) signed");
    assertThat(run.line("witnesses")).contains("quorum harbour is met");
  }

  @Test
  void witnessUnderAnothersName_cannotBeTold() throws IOException, UnprovableException {
    String policy = BundleSample.policy().replace("harbour ", "supreme-court ");
    policy = policy.replace("quorum harbour", "quorum supreme-court");

    assertThat(verify(bundle(List.of(), policy)).exitCode()).isEqualTo(2);
  }

  /** Keys that sign beside the log's are told of only if the policy has them. */
  @Test
  void signatureLinesOfStrangers_areNotOnThePage() throws IOException, UnprovableException {
    EvidenceBundle bundle =
        bundle(List.of(SampleKeys.witness("supreme-court", 66)), BundleSample.policy());

    assertThat(new String(bundle.toByteArray(), UTF_8))
        .contains("<dt>Signed by</dt>\n<dd>tallystick.example")
        .doesNotContain("supreme-court+", "supreme-court (");
    assertThat(verify(bundle).exitCode()).isZero();
  }

  @Test
  void olderPolicyWithTheSameWitnesses_holds() throws IOException, UnprovableException {
    String policy =
        BundleSample.policy()
            .replace(
                "quorum",
                "witness lighthouse %s\nquorum"
                    .formatted(SampleKeys.witness("lighthouse", 8).verifierKey()));

    Run run = verify(bundle(List.of(), policy));

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("policy")).contains("yours decides");
    assertThat(run.line("named")).contains("holds");
  }

  /** The reader has the log's key of before: it signs on beside the further one. */
  @Test
  void furtherKeyOfALog_holdsForWhoeverKnowsTheOneBefore() throws Exception {
    SignerKey further = SampleLog.key(SampleLog.ORIGIN, 9);
    SignedNote note = SignedNote.parse(requireNonNull(sample.files().get("checkpoint")));
    List<NoteSignature> more = SignedNote.sign(note.text(), further.signer()).signatures();
    sample.files().put("checkpoint", note.withSignatures(more).toByteArray());
    String policy = "log %s\n%s".formatted(further.verifierKey(), BundleSample.policy());

    Run run = verify(bundle(List.of(), policy));

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("named")).contains("holds");
  }

  /** Whatever is exchanged in the lineage, no bundle is made of it that holds. */
  @Test
  void anyMemberOfALineageExchanged_isFound() throws IOException {
    assertThat(holds(question, sample.lineage())).isTrue();
    assertThat(holds(CONSENT, ofConsent())).isTrue();
    List<String> unfound = new ArrayList<>();
    exchanged(
        sample.lineage(),
        "",
        (path, forged) -> {
          if (holds(question, (JsonObject) forged)) {
            unfound.add(path);
          }
        });
    exchanged(
        ofConsent(),
        "",
        (path, forged) -> {
          if (holds(CONSENT, (JsonObject) forged)) {
            unfound.add(path);
          }
        });

    assertThat(unfound).as("the service's own words").containsExactly(".counts.people");
  }

  @Test
  void purposeThatTheEntryDoesNotHave_isEvidence() {
    JsonObject lineage = sample.lineage();
    JsonObject release =
        lineage
            .getObject("release")
            .without(Set.of("purpose"))
            .with(JsonObject.builder().put("purpose", "MARKETING").build());

    assertThatThrownBy(
            () ->
                sample.make(
                    question,
                    lineage
                        .without(Set.of("release"))
                        .with(JsonObject.builder().put("release", release).build())))
        .hasMessageContaining("tells another purpose than the log");
  }

  private JsonObject ofConsent() {
    return new MarketLineage(sample.market().log()).ofConsent(Market.QUERY);
  }

  private boolean holds(EvidenceQuestion asked, JsonObject lineage) {
    try {
      LineageAnswer.of(lineage);
      return BundleCheck.check(sample.make(asked, lineage)).isEmpty();
    } catch (MalformedLineageException | UnprovableException e) {
      return false;
    }
  }

  /**
   * Each member of each object exchanged, each item left out, and a member added to each object.
   */
  private static void exchanged(JsonValue value, String path, BiConsumer<String, JsonValue> each) {
    if (value instanceof JsonObject object) {
      JsonObject note = JsonObject.builder().put("note", "fraud").build();
      each.accept(path + ".note", object.with(note));
      object
          .members()
          .forEach(
              (name, member) ->
                  exchanged(
                      member,
                      path + "." + name,
                      (where, forged) ->
                          each.accept(
                              where,
                              object
                                  .without(Set.of(name))
                                  .with(JsonObject.of(Map.of(name, forged))))));
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.items().size(); i++) {
        int at = i;
        List<JsonValue> fewer = new ArrayList<>(array.items());
        fewer.remove(at);
        each.accept(path + "[-]", JsonArray.of(fewer));
        exchanged(
            array.items().get(at),
            path + "[" + at + "]",
            (where, forged) -> {
              List<JsonValue> items = new ArrayList<>(array.items());
              items.set(at, forged);
              each.accept(where, JsonArray.of(items));
            });
      }
    } else if (value instanceof JsonInteger number) {
      each.accept(path, new JsonInteger(number.value() + 1));
    } else if (value instanceof JsonString text) {
      each.accept(path, JsonString.of(text.value() + "x"));
    } else if (value instanceof JsonBoolean flag) {
      each.accept(path, JsonBoolean.of(!flag.value()));
    }
  }

  private EvidenceBundle bundle(List<Cosigner> more, String policy) throws UnprovableException {
    return sample.make(question, sample.lineage(), opening -> opening, sample.state(more, policy));
  }

  private static Opening withheld(Opening opening) {
    return new Opening(
        opening.recordedMillis(),
        opening.stub(),
        opening.body(),
        new OpenedPart.Withheld(opening.internal().hash(PartName.INTERNAL)));
  }

  private static JsonObject withoutDeposits(JsonObject lineage) {
    List<JsonValue> up =
        lineage.getArray("up").items().stream()
            .<JsonValue>map(release -> ((JsonObject) release).without(Set.of("deposits")))
            .toList();
    return lineage
        .without(Set.of("up", "deposits"))
        .with(
            JsonObject.builder()
                .put("up", JsonArray.of(up))
                .put("deposits", JsonArray.of(List.of()))
                .build());
  }
}
