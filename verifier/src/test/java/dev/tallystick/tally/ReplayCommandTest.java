package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.events.PartName;
import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  @TempDir private Path folder;

  private String openings(List<String> lines) throws IOException {
    return Files.write(folder.resolve("openings.ndjson"), lines).toString();
  }

  private String pack(String yaml) throws IOException {
    String text =
        "pack: orchard\nextends: {pack: cn-2022, digest: %s}\nversion: 1\n%s"
            .formatted(ShippedPacks.get("cn-2022").digest().hex(), yaml);
    return Files.write(folder.resolve("orchard.yaml"), text.getBytes(UTF_8)).toString();
  }

  @Test
  void replay_decidesAnewAndFindsTheSame() throws Exception {
    DecidedLog log = DecidedLog.begun().refuse(Optional.empty()).refuse(Optional.empty());

    Run run = Run.tally("replay", openings(log.lines()));

    assertThat(run.out()).contains("holds", "2 decided anew with the same outcome");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void replay_takesAFolderOfPacks_inWhateverOrderTheyExtendEachOther() throws Exception {
    Path packs = Files.createDirectory(folder.resolve("packs"));
    Path base = Path.of(pack("title: Orchard\n"));
    Path first = packs.resolve("a.yaml");
    Files.move(base, packs.resolve("b.yaml"));
    Files.writeString(
        first,
        "pack: cherry\nextends: {pack: orchard, digest: %s}\nversion: 1\n"
            .formatted(Hash.sha256(Files.readAllBytes(packs.resolve("b.yaml"))).hex()));
    DecidedLog log = DecidedLog.begun().refuse(Optional.empty());

    Run run = Run.tally("replay", "--known", packs.toString(), openings(log.lines()));
    Files.delete(packs.resolve("b.yaml"));
    Run without = Run.tally("replay", "--known", packs.toString(), openings(log.lines()));

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(without.exitCode()).as("its base is nowhere").isEqualTo(2);
  }

  @Test
  void replay_namesTheEntryThatTheRulesDoNotMake() throws Exception {
    DecidedLog log =
        DecidedLog.begun().refuse(Optional.empty()).refuse(Optional.of("BACKFLOW_PROHIBITED"));

    Run run = Run.tally("replay", openings(log.lines()));

    assertThat(run.out())
        .contains("entry 5: decided otherwise: code, ruleId, RELEASE signed DENY by R99 at 20")
        .contains("as of size 5, where the rules say DENY by R01");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void replay_cannotTellOfADecisionThatNoKeyOfTheLogHasSigned() throws Exception {
    List<String> lines = DecidedLog.begun().refuse(Optional.empty()).lines();
    List<String> foreign = DecidedLog.begun().lines();
    List<String> mixed =
        List.of(lines.get(0), lines.get(1), lines.get(2), foreign.get(3), lines.get(4));

    Run run = Run.tally("replay", openings(mixed));

    assertThat(run.out()).contains("entry 4: cannot tell: decision");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  /** A refusal that rests on a fact whose body is not there looks like one against the rules. */
  @Test
  void factThatIsNotShown_accusesNobody() throws Exception {
    DecidedLog log = DecidedLog.begun().refuse(Optional.of("BACKFLOW_PROHIBITED"));
    List<String> lines = new ArrayList<>(log.lines());
    Opening shown = BulkOpening.parse(lines.get(1).getBytes(UTF_8)).opening().orElseThrow();
    Opening hidden =
        new Opening(
            shown.recordedMillis(),
            shown.stub(),
            new OpenedPart.Withheld(shown.body().hash(PartName.BODY)),
            new OpenedPart.Withheld(shown.internal().hash(PartName.INTERNAL)));
    lines.set(1, new String(new BulkOpening(1, hidden).toLine(), UTF_8).strip());

    Run replayed = Run.tally("replay", openings(lines));
    String audited = audit(log, lines, "--rules");

    assertThat(replayed.exitCode()).as(replayed.out()).isEqualTo(2);
    assertThat(replayed.out()).contains("entry 4: decided otherwise");
    assertThat(audited).contains("rules        cannot tell");
  }

  /** The same by an audit, which also holds the openings against the log. */
  @Test
  void audit_withRulesDecidesAnewToo() throws Exception {
    DecidedLog same = DecidedLog.begun().refuse(Optional.empty());
    DecidedLog other = DecidedLog.begun().refuse(Optional.of("BACKFLOW_PROHIBITED"));

    assertThat(audit(same, "--rules")).contains("1 releases and refusals decided anew");
    assertThat(audit(other, "--rules")).contains("entry 4: decided otherwise: code");
    assertThat(audit(other)).as("not asked").doesNotContain("decided otherwise");
  }

  private String audit(DecidedLog log, String... options) throws IOException {
    return audit(log, log.lines(), options);
  }

  private String audit(DecidedLog log, List<String> lines, String... options) throws IOException {
    Path files = folder.resolve("log");
    SampleLog unused = SampleLog.of(log.entries()).writeTo(files);
    List<String> words = new ArrayList<>();
    words.addAll(List.of("audit", files.toString(), "--openings", openings(lines)));
    words.addAll(List.of("--vkey", SampleLog.VKEY));
    words.addAll(List.of(options));
    return Run.tally(words.toArray(String[]::new)).out();
  }

  @Test
  void replay_withAPackSaysWhatWouldChangeAndAddsUp() throws Exception {
    DecidedLog log = DecidedLog.begun().refuse(Optional.empty()).refuse(Optional.empty());
    String pack = pack("edges: {PLATFORM->LENDER: {closed: R29}}\n");

    Run run = Run.tally("replay", openings(log.lines()), "--pack", pack, "--json");

    JsonNode json = run.json();
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(json.at("/totals/decisions").asInt()).isEqualTo(2);
    assertThat(json.at("/totals/otherwiseRefused").asInt()).isEqualTo(2);
    assertThat(json.at("/byRule/R29/decisions").asInt()).isEqualTo(2);
    assertThat(json.at("/byMonth/2026-01/decisions").asInt()).isEqualTo(2);
    assertThat(json.at("/byDiscloser/plum-market/decisions").asInt()).isEqualTo(2);
  }

  @Test
  void replay_looksAtTheSpanThatIsAskedFor() throws Exception {
    DecidedLog log = DecidedLog.begun().refuse(Optional.empty());
    String pack = pack("");

    Run run =
        Run.tally(
            "replay", openings(log.lines()), "--pack", pack, "--from", "2027-01-01T00:00:00Z");

    assertThat(run.out()).contains("0 decisions, each counted once");
  }

  @Test
  void replay_ofALogWithAGapIsRefused() throws Exception {
    List<String> lines = DecidedLog.begun().refuse(Optional.empty()).lines();

    Run run = Run.tally("replay", openings(List.of(lines.get(0), lines.get(2))));

    assertThat(run.out()).contains("line 2: entry 2 where entry 1 is due");
    assertThat(run.exitCode()).as("a file that is not all there accuses nobody").isEqualTo(2);
    assertThat(Run.tally("replay", openings(List.of("[]"))).exitCode()).isEqualTo(2);
    assertThat(Run.tally("replay", "README.md").exitCode()).isEqualTo(2);
    assertThat(Run.tally("replay", folder.resolve("nowhere").toString()).exitCode()).isEqualTo(2);
  }

  @Test
  void replay_ofNoPackIsUnknown() throws Exception {
    String openings = openings(DecidedLog.begun().lines());

    Run run = Run.tally("replay", openings, "--pack", pack("version: 0\n"));

    assertThat(run.out()).contains("is no rule pack");
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
