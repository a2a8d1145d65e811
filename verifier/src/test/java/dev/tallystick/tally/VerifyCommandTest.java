package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final String ROOT =
      "384b20ce6d7b261df893a7fce11acfa630ac18bb151e1100a7f0c6233c28ba98";
  private static final String ENTRY =
      "a93f8614d44cd29f08441b481eb32f64c4b083e64c2e096cb54dab0791917556";

  @TempDir private Path folder;

  @Test
  void verify_saysWhatAReceiptShows() throws IOException {
    String file = write("withdrawal.receipt.json", Samples.receipt().toJson());

    Run run = Run.tally("verify", file, "--vkey", SampleLog.VKEY);

    assertThat(run.out())
        .isEqualTo(
            """
            %s: holds
              entry                       recomputed from the opening: %s
              index                       3
              checkpoint                  tallystick.example/0a1b2c3d, size 5, root %s
              signature    holds          by tallystick.example/0a1b2c3d+25ab33cc
              witnesses                   none asked for; cosigned by nobody
              inclusion    holds          entry 3 is under the root of size 5
              recorded                    2026-01-02T03:34:56.789Z
              parts                       shown: stub, body; withheld: internal
              type         holds          dev.tallystick.consent.withdrawn.v1
              event        holds          what is shown is as the type defines it
            """
                .formatted(file, ENTRY, ROOT));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void verify_saysTheSameInJson() throws IOException {
    String file = write("withdrawal.receipt.json", Samples.receipt().toJson());

    Run run = Run.tally("verify", file, "--vkey", SampleLog.VKEY, "--json");

    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            "{\"command\":\"verify\",\"subject\":\"%s\",\"verdict\":\"holds\",\"exitCode\":0,\"checks\":["
                    .formatted(file)
                + "{\"name\":\"signature\",\"verdict\":\"holds\",\"detail\":\"by tallystick.example/0a1b2c3d+25ab33cc\"},"
                + "{\"name\":\"inclusion\",\"verdict\":\"holds\",\"detail\":\"entry 3 is under the root of size 5\"},"
                + "{\"name\":\"type\",\"verdict\":\"holds\",\"detail\":\"dev.tallystick.consent.withdrawn.v1\"},"
                + "{\"name\":\"event\",\"verdict\":\"holds\",\"detail\":\"what is shown is as the type defines it\"}],"
                + "\"format\":\"receipt\",\"leafHash\":\"%s\",\"entry\":\"%s\",\"index\":3,"
                    .formatted(Merkle.leafHash(Hash.fromHex(ENTRY)), ENTRY)
                + "\"checkpoint\":{\"origin\":\"tallystick.example/0a1b2c3d\",\"size\":5,\"root\":\"%s\"},"
                    .formatted(ROOT)
                + "\"signedBy\":[\"%s\"],\"witnesses\":[],\"quorum\":\"none\","
                    .formatted(SampleLog.VKEY)
                + "\"recorded\":\"2026-01-02T03:34:56.789Z\",\"recordedMillis\":1767324896789,"
                + "\"shown\":[\"stub\",\"body\"],\"absent\":[],\"withheld\":[\"internal\"],"
                + "\"type\":\"dev.tallystick.consent.withdrawn.v1\",\"grade\":\"durable\",\"policyHash\":\"%s\"}\n"
                    .formatted(Hash.sha256(Samples.POLICY.getBytes(UTF_8))));
    assertThat(run.json().get("checks")).hasSize(4);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void verify_readsStandardInput() {
    byte[] receipt = Samples.receipt().toJson();

    Run run = Run.tallyWithInput(receipt, "verify", "-", "--vkey", SampleLog.VKEY);

    assertThat(run.out()).startsWith("-: holds");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void verify_takesTheKeyFromAFileOrAPolicy() throws IOException {
    String file = write("withdrawal.receipt.json", Samples.receipt().toJson());
    String key = write("log.vkey", (SampleLog.VKEY + "\n").getBytes(UTF_8));
    String policy = write("policy", Samples.POLICY.getBytes(UTF_8));

    assertThat(Run.tally("verify", file, "--vkey-file", key).exitCode()).isZero();
    Run byPolicy = Run.tally("verify", file, "--policy", policy);
    assertThat(byPolicy.exitCode()).isZero();
    assertThat(byPolicy.out()).doesNotContain("policy ");
  }

  @Test
  void verify_saysThatTheReceiptNamesAnotherPolicy() throws IOException {
    String file = write("withdrawal.receipt.json", Samples.receipt().toJson());
    String text = "# mine\n" + Samples.POLICY;
    String policy = write("policy", text.getBytes(UTF_8));

    Run run = Run.tally("verify", file, "--policy", policy);

    assertThat(run.line("policy"))
        .isEqualTo(
            "policy | yours decides, with the hash %s; the receipt names %s"
                .formatted(
                    Hash.sha256(text.getBytes(UTF_8)),
                    Hash.sha256(Samples.POLICY.getBytes(UTF_8))));
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void verify_checksAProofForAnEntryALeafHashOrAReceipt() throws IOException {
    Receipt receipt = Samples.receipt();
    String file = write("withdrawal.tlog-proof", receipt.proof().toString().getBytes(UTF_8));
    String receiptFile = write("withdrawal.receipt.json", receipt.toJson());
    Hash leafHash = Merkle.leafHash(Hash.fromHex(ENTRY));
    String[][] ways = {{"--entry", ENTRY}, {"--leaf", leafHash.hex()}, {"--receipt", receiptFile}};

    for (String[] way : ways) {
      Run run = Run.tally("verify", file, way[0], way[1], "--vkey", SampleLog.VKEY, "--json");

      JsonNode json = run.json();
      assertThat(json.get("verdict").asText()).as(way[0]).isEqualTo("holds");
      assertThat(json.get("format").asText()).as(way[0]).isEqualTo("tlog-proof");
      assertThat(json.get("leafHash").asText()).as(way[0]).isEqualTo(leafHash.hex());
      assertThat(json.has("type")).as(way[0]).isEqualTo(way[0].equals("--receipt"));
      assertThat(run.exitCode()).as(way[0]).isZero();
    }
  }

  @Test
  void verify_comparesAReceiptWithTheEntryThatIsStated() throws IOException {
    String file = write("withdrawal.receipt.json", Samples.receipt().toJson());

    Run run = Run.tally("verify", file, "--entry", ENTRY, "--vkey", SampleLog.VKEY);

    assertThat(run.line("stated"))
        .isEqualTo("stated | holds | the receipt is about the entry that was stated");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void verify_namesThePartsThatAreShownWithheldAndAbsent() throws IOException {
    assertThat(parts(Samples.opening(EnumSet.allOf(PartName.class))))
        .isEqualTo("parts | shown: stub, body, internal");
    assertThat(parts(Samples.opening(EnumSet.of(PartName.STUB))))
        .isEqualTo("parts | shown: stub; withheld: body, internal");
    assertThat(parts(Samples.opening(Set.of())))
        .isEqualTo("parts | none shown; withheld: stub, body, internal");
    Opening shown = Samples.opening(EnumSet.allOf(PartName.class));
    assertThat(
            parts(
                new Opening(
                    shown.recordedMillis(),
                    shown.stub(),
                    shown.body(),
                    OpenedPart.Shown.absent(Samples.seed().nonce(PartName.INTERNAL)))))
        .isEqualTo("parts | shown: stub, body; absent: internal");
  }

  private String parts(Opening opening) throws IOException {
    Run run = verify(opening);
    assertThat(run.exitCode()).as(run.out()).isZero();
    return run.line("parts");
  }

  @Test
  void verify_holdsWithoutATypeIfTheStubIsWithheld() throws IOException {
    Run run = verify(Samples.opening(EnumSet.of(PartName.BODY)));

    assertThat(run.line("type")).isEqualTo("type | not shown");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void verify_showsNoValueOfTheEvent() throws IOException {
    Run run = verify(Samples.opening(EnumSet.allOf(PartName.class)));

    JsonObject data = Samples.event().data();
    assertThat(run.out())
        .doesNotContain(data.getString("consent"), data.getString("recipient"), "T-17", "sub_");
  }

  @Test
  void verify_writesTimesBeyondTheYear9999AsANumber() throws IOException {
    Opening shown = Samples.opening(Samples.SUBJECTS_PARTS);
    Opening late = new Opening((1L << 53) - 1, shown.stub(), shown.body(), shown.internal());

    assertThat(verify(late).line("recorded"))
        .isEqualTo("recorded | 9007199254740991 ms after 1970");
  }

  private Run verify(Opening opening) throws IOException {
    Receipt receipt = Samples.receipt(opening, Samples.log(opening).proof(Samples.INDEX));
    String file = write("x.receipt.json", receipt.toJson());
    return Run.tally("verify", file, "--vkey", SampleLog.VKEY);
  }

  private String write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }
}
