package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.evidence.EvidenceQuestion;
import dev.tallystick.tally.market.BundleSample;
import dev.tallystick.tlog.Hash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tally verify bundle.zip}: every way of ours to lay hands on a bundle is found. */
class VerifyBundleTest {
  @TempDir private Path folder;
  private final BundleSample sample = BundleSample.withMore(0);
  private final byte[] bundle = sample.bundle().toByteArray();

  @BeforeEach
  void writePolicy() throws IOException {
    Files.writeString(folder.resolve("log.policy"), BundleSample.policy());
  }

  private Run verify(byte[] file) {
    return verify(file, "--policy", folder.resolve("log.policy").toString());
  }

  private Run verify(byte[] file, String... options) {
    try {
      Path path = Files.write(folder.resolve("bundle.zip"), file);
      List<String> words = new ArrayList<>(List.of("verify", path.toString()));
      words.addAll(List.of(options));
      return Run.tally(words.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void bundle_holdsAndSaysByLineWhatWasChecked() {
    Run run = verify(bundle);

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("about")).contains("RELEASE " + sample.report());
    assertThat(run.line("signature")).contains("holds | by tallystick.example");
    assertThat(run.line("witnesses")).contains("quorum harbour is met: cosigned by harbour at");
    assertThat(run.line("policy")).contains("holds");
    assertThat(run.line("manifest")).contains("holds");
    assertThat(run.line("entries")).contains("holds | 5, each that the lineage names");
    assertThat(run.line("events")).contains("holds | each is as its type defines it");
    assertThat(run.line("question")).contains("holds");
    assertThat(run.line("lineage")).contains("holds");
    assertThat(run.line("page")).contains("holds");
  }

  @Test
  void bundleOfAConsent_holds() {
    Run run = verify(sample.ofConsent().toByteArray());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("lineage")).endsWith("says what the entries say");
  }

  @Test
  void sameContents_giveTheSameBytes() {
    assertThat(BundleSample.withMore(0).bundle().toByteArray()).isEqualTo(bundle);
  }

  @Test
  void withoutAKey_itCannotBeTold() {
    Run run = verify(bundle, "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().get("format").asText()).isEqualTo("bundle");
    Run byKey = verify(bundle, "--vkey", SampleLog.VKEY);
    assertThat(byKey.exitCode()).as("a key says nothing of witnesses").isEqualTo(2);
    assertThat(byKey.line("named")).contains("harbour (witness.example/harbour)");
    String other = SampleLog.key("tallystick.example/0a1b2c3d", 9).verifierKey().toString();
    assertThat(verify(bundle, "--vkey", other).exitCode()).isEqualTo(1);
    assertThat(verify(bundle, "--vkey", SampleLog.VKEY, "--previous", "x").exitCode()).isEqualTo(2);
  }

  @Test
  void anyByteChanged_isFound() {
    for (int at = 0; at < bundle.length; at += 41) {
      byte[] bent = bundle.clone();
      bent[at] ^= 1;
      assertThat(verify(bent).exitCode()).as("byte " + at).isNotZero();
    }
  }

  @Test
  void eachMemberLeftOut_isEvidence() {
    for (String name : members(bundle).keySet()) {
      Map<String, byte[]> left = members(bundle);
      left.remove(name);
      assertThat(verify(zip(left)).exitCode()).as(name + " is left out").isEqualTo(1);
      if (!name.equals("manifest.json")) {
        assertThat(verify(zip(withManifest(left))).exitCode())
            .as(name + " is left out of the manifest too")
            .isEqualTo(1);
      }
    }
  }

  @Test
  void eachMemberAltered_isEvidence() {
    for (String name : members(bundle).keySet()) {
      Map<String, byte[]> altered = members(bundle);
      altered.compute(
          name, (same, bytes) -> new String(bytes, UTF_8).replaceFirst("7", "8").getBytes(UTF_8));
      assertThat(altered.get(name)).as(name).isNotEqualTo(members(bundle).get(name));
      assertThat(verify(zip(altered)).exitCode()).as(name + " is altered").isEqualTo(1);
      if (!name.equals("manifest.json")) {
        assertThat(verify(zip(withManifest(altered))).exitCode())
            .as(name + " is altered, and the manifest made anew")
            .isEqualTo(1);
      }
    }
  }

  /** Of another bundle of the same log, which holds by itself. */
  @Test
  void eachMemberSwapped_isEvidence() {
    byte[] later = BundleSample.withMore(3).bundle().toByteArray();
    byte[] consent = sample.ofConsent().toByteArray();
    assertThat(verify(later).exitCode()).isZero();
    for (byte[] other : List.of(later, consent)) {
      for (Map.Entry<String, byte[]> member : members(other).entrySet()) {
        Map<String, byte[]> swapped = members(bundle);
        byte[] before = swapped.put(member.getKey(), member.getValue());
        if (!Arrays.equals(before, member.getValue())) {
          assertThat(verify(zip(swapped)).exitCode()).as(member.getKey()).isEqualTo(1);
          // A manifest made anew is the bundle's own again, unless it is about something else.
          boolean isOwn = member.getKey().equals("manifest.json") && other == later;
          assertThat(verify(zip(withManifest(swapped))).exitCode())
              .as(member.getKey() + ", and the manifest made anew")
              .isEqualTo(isOwn ? 0 : 1);
        }
      }
    }
  }

  @Test
  void addedMembers_areEvidence() {
    Map<String, byte[]> more = members(bundle);
    byte[] stranger = members(sample.ofConsent().toByteArray()).get("lineage.json");
    for (String name :
        List.of(
            "notes.txt",
            "entries/9999.receipt.json",
            "../evil",
            "/etc/passwd",
            "entries/../x",
            "")) {
      Map<String, byte[]> added = new LinkedHashMap<>(more);
      added.put(name, stranger);
      assertThat(verify(zip(added)).exitCode()).as(name).isEqualTo(1);
      assertThat(verify(zip(withManifest(added))).exitCode()).as(name).isEqualTo(1);
    }
  }

  /**
   * Genuine receipts of the same log, under the same checkpoint, that the lineage does not name.
   */
  @Test
  void moreGenuineReceipts_areEvidence() {
    Map<String, byte[]> added = members(bundle);
    members(sample.ofConsent().toByteArray()).forEach(added::putIfAbsent);
    assertThat(added.size()).isGreaterThan(members(bundle).size());

    Run run = verify(zip(withManifest(sorted(added))));

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line("entries")).contains("that the lineage does not name");
  }

  /** Who makes the page and the manifest anew still cannot say what the log does not. */
  @Test
  void lineageThatSaysSomethingElse_isEvidence() {
    String lineage = new String(member("lineage.json"), UTF_8);
    Map<String, String> lies = new LinkedHashMap<>();
    lies.put("\"amount\":100", "\"amount\":1");
    lies.put("\"to\":\"bank-riverside\"", "\"to\":\"bank-hillside\"");
    lies.put("\"from\":\"mall-east\",\"index\"", "\"from\":\"mall-west\",\"index\"");
    lies.put("\"currency\":\"CNY\"", "\"currency\":\"EUR\"");
    lies.put("\"step\":\"RELEASE_2\"", "\"step\":\"ONWARD\"");
    lies.put("\"recordedAt\":\"2026-03-02T0", "\"recordedAt\":\"2026-03-01T0");
    lies.put("\"distance\":1", "\"distance\":2");
    lies.put("\"chunk\":\"chk_0", "\"chunk\":\"chk_1");
    lies.forEach(
        (truth, lie) -> {
          assertThat(lineage).contains(truth);
          Map<String, byte[]> altered = members(bundle);
          altered.put("lineage.json", lineage.replace(truth, lie).getBytes(UTF_8));
          Run run = verify(zip(withManifest(altered)));
          assertThat(run.exitCode()).as(lie).isEqualTo(1);
          assertThat(run.line("lineage")).as(lie).contains("does not hold");
          assertThat(run.line("manifest")).contains("holds");
        });
  }

  /** A source that is left out together with its receipt and its page is named by what was made. */
  @Test
  void sourceLeftOutEverywhere_isEvidence() {
    JsonObject lineage = json(member("lineage.json"));
    JsonObject shorter =
        lineage
            .without(Set.of("up", "deposits"))
            .with(
                JsonObject.builder()
                    .put("up", JsonArray.of(List.of()))
                    .put("deposits", JsonArray.of(List.of()))
                    .build());
    assertThat(
            catchThrowable(
                () ->
                    sample.make(
                        EvidenceQuestion.find(sample.report(), false).orElseThrow(), shorter)))
        .hasMessageContaining("leaves out");
  }

  @Test
  void compressedOrHiddenBytes_areRefused() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(compressed)) {
      for (Map.Entry<String, byte[]> member : members(bundle).entrySet()) {
        out.putNextEntry(new ZipEntry(member.getKey()));
        out.write(member.getValue());
      }
    }
    assertThat(verify(compressed.toByteArray()).exitCode()).isEqualTo(1);
    byte[] behind = Arrays.copyOf(bundle, bundle.length + 1);
    assertThat(verify(behind).line("file")).contains("one form");
    byte[] cut = Arrays.copyOf(bundle, bundle.length - 1);
    assertThat(verify(cut).exitCode()).isEqualTo(1);
  }

  /** A page that a party wrote its name into is no page of a script. */
  @Test
  void page_hasNoScriptAndNothingFromElsewhere() {
    String page = new String(member("page.html"), UTF_8);

    assertThat(page)
        .contains("default-src 'none'", "bureau-north passed data on to bank-riverside", "1.00 CNY")
        .contains("@media print", "harbour (witness.example/harbour+")
        .doesNotContain("<script", "http://", "https://", "<img", "<link");
  }

  @Test
  void otherFiles_cannotBeTold() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("letter.txt"));
    }
    assertThat(verify(zip.toByteArray()).exitCode()).isEqualTo(2);
    Map<String, byte[]> next = members(bundle);
    next.compute(
        "manifest.json",
        (name, bytes) ->
            new String(bytes, UTF_8).replace("evidence/v1", "evidence/v2").getBytes(UTF_8));
    Run run = verify(zip(next));
    assertThat(run.line("file")).contains("another version than v1");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private static JsonObject json(byte[] bytes) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(bytes);
    } catch (MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] member(String name) {
    return Objects.requireNonNull(members(bundle).get(name));
  }

  /** The members by another reader of zip files than ours. */
  private static Map<String, byte[]> members(byte[] file) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        members.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return members;
  }

  /** The manifest made anew, so that it names these members. */
  private static Map<String, byte[]> withManifest(Map<String, byte[]> members) {
    List<JsonValue> lines = new ArrayList<>();
    members.forEach(
        (name, bytes) -> {
          if (!name.equals("manifest.json")) {
            lines.add(
                JsonObject.builder()
                    .put("name", JsonString.of(name))
                    .put("sha256", Hash.sha256(bytes).hex())
                    .put("size", bytes.length)
                    .build());
          }
        });
    Map<String, byte[]> anew = new LinkedHashMap<>(members);
    anew.compute(
        "manifest.json",
        (name, bytes) ->
            CanonicalJson.messageBytes(
                json(bytes)
                    .without(Set.of("members"))
                    .with(JsonObject.builder().put("members", JsonArray.of(lines)).build())));
    return anew;
  }

  private static Map<String, byte[]> sorted(Map<String, byte[]> members) {
    Map<String, byte[]> sorted = new LinkedHashMap<>();
    members.forEach(
        (name, bytes) -> {
          if (!name.startsWith("entries/") && !name.equals("page.html")) {
            sorted.put(name, bytes);
          }
        });
    members.keySet().stream()
        .filter(name -> name.startsWith("entries/"))
        .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.replaceAll("\\D", ""))))
        .forEach(name -> sorted.put(name, members.get(name)));
    sorted.put("page.html", members.get("page.html"));
    return sorted;
  }

  /** A zip file in the form of bundles, made by another writer than theirs. */
  private static byte[] zip(Map<String, byte[]> members) {
    return StoredZip.of(members);
  }
}
