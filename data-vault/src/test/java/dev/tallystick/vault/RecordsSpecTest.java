package dev.tallystick.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.InvalidPayloadException;
import dev.tallystick.party.Payload;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/spec/records.md} are true. */
class RecordsSpecTest {
  private static final Path PAGE =
      Path.of(System.getProperty("tallystick.root"), "docs", "spec", "records.md");

  /** The lines of the page's JSON examples, by example. */
  private static List<List<String>> examples() throws IOException {
    List<List<String>> examples = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("```")) {
        inside = line.equals("```json");
        if (inside) {
          examples.add(new ArrayList<>());
        }
      } else if (inside) {
        examples.get(examples.size() - 1).add(line);
      }
    }
    return examples;
  }

  @Test
  void root_isThatOfTheStoredLines() throws IOException {
    List<String> lines = examples().get(0);
    List<String> answers = examples().get(1);
    List<Hash> digests = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      JsonObject answer = PartyDesk.parse(answers.get(i));
      if (answer.getString("result").equals("STORED")) {
        digests.add(
            RecordDigests.digest(
                Base64.getUrlDecoder().decode(answer.getString("salt")),
                PartyDesk.parse(lines.get(i))));
      }
    }

    JsonObject end = PartyDesk.parse(answers.get(lines.size()));
    assertThat(end.getInteger("count")).isEqualTo(digests.size()).isEqualTo(2);
    assertThat(end.getString("root")).isEqualTo(RecordDigests.root(digests).hex());
  }

  @Test
  void payload_hasTheDigestsOfThePage() throws IOException, InvalidPayloadException {
    Payload payload = Payload.parse(examples().get(2).get(0).getBytes(StandardCharsets.UTF_8));

    assertThat(Files.readString(PAGE))
        .contains("`payloadDigest` is `" + payload.digest().hex() + "`")
        .contains("`recordsRoot` `" + payload.recordsRoot().hex() + "`");
  }
}
