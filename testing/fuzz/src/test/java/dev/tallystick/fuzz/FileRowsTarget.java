package dev.tallystick.fuzz;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.importing.lines.LineMaker;
import dev.tallystick.importing.lines.Outcomes;
import dev.tallystick.importing.lines.Survey;
import dev.tallystick.importing.mapping.MalformedMappingException;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.rows.DataFile;
import dev.tallystick.importing.rows.UnreadableFileException;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The importer's files: every row is a record or has its reason, and lines are canonical JSON. */
public final class FileRowsTarget {
  private static final String REST =
      """
      currency: EUR
      person: {scheme: CUSTOMER_NO, value: {column: who}}
      source: s
      basis: {kind: CONTRACT, ref: r}
      prohibited: [{category: SHOPPING.HEALTH, column: what, words: [plaster]}]
      group: {by: order}
      records:
        - category: SHOPPING.ORDER
          observedAt: {column: when, pattern: uuuu-MM-dd}
          fields:
            what: {column: what, optional: true}
            amount: {sum: {times: [count, price]}, as: minor}
      """;

  private static final Mapping CSV = mapping("file: {format: csv}\n");
  private static final Mapping NDJSON = mapping("file: {format: ndjson, rows: items}\n");
  private static final byte[] HEADING =
      "order,who,what,when,count,price\n".getBytes(StandardCharsets.UTF_8);

  private FileRowsTarget() {}

  private static Mapping mapping(String file) {
    try {
      return Mapping.parse(("mapping: fuzz\n" + file + REST).getBytes(StandardCharsets.UTF_8));
    } catch (MalformedMappingException e) {
      throw new AssertionError(e);
    }
  }

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[] csv = Arrays.copyOf(HEADING, HEADING.length + input.length);
    System.arraycopy(input, 0, csv, HEADING.length, input.length);
    read(CSV, csv);
    read(NDJSON, input);
  }

  private static void read(Mapping mapping, byte[] content) {
    DataFile file = DataFile.inMemory(content, mapping);
    try {
      Survey survey = Survey.of(file, mapping, read -> {});
      Outcomes outcomes =
          new LineMaker(mapping, survey, (line, rows, at) -> check(line)).make(file, read -> {});
      if (outcomes.rows() != survey.rows()) {
        throw new AssertionError("two passes saw different rows");
      }
    } catch (UnreadableFileException e) {
      return;
    } catch (IOException | InterruptedException | RefusedException e) {
      throw new AssertionError("nothing here reads or sends", e);
    }
  }

  private static void check(JsonObject line) {
    if (!line.has("category") || CanonicalJson.bytes(line).length == 0) {
      throw new AssertionError("a line that is none");
    }
  }
}
