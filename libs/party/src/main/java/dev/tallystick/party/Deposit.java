package dev.tallystick.party;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of the lines of a deposit. The chunk counts once the platform has signed it.
 *
 * @param chunk its id
 * @param count how many lines were stored
 * @param root over the digests of the stored lines, recomputed by the platform
 * @param records the ids of the stored lines, in their order
 * @param duplicates how many lines the vault had already
 * @param refused the answers for the lines that were refused
 * @param receipt the log's receipt of the signed chunk; empty if nothing was stored
 */
public record Deposit(
    String chunk,
    long count,
    Hash root,
    List<String> records,
    long duplicates,
    List<JsonObject> refused,
    Optional<JsonObject> receipt) {
  /** Keeps copies of the lists. */
  public Deposit {
    records = List.copyOf(records);
    refused = List.copyOf(refused);
  }

  Deposit signed(JsonObject answer) {
    return new Deposit(
        chunk, count, root, records, duplicates, refused, answer.findObject("receipt"));
  }

  /**
   * Reads the vault's answer to these lines, and recomputes the root from what the platform itself
   * has sent.
   *
   * @param offset how many lines of the import stand before these
   * @throws MalformedAnswerException if the answer is not of these lines, or its root is another
   */
  static Deposit of(long offset, List<JsonObject> lines, List<JsonObject> answers)
      throws MalformedAnswerException {
    if (answers.size() != lines.size() + 1) {
      throw new MalformedAnswerException("has not a line for each line, and one for the chunk");
    }
    List<Hash> digests = new ArrayList<>();
    List<String> records = new ArrayList<>();
    List<JsonObject> refused = new ArrayList<>();
    long duplicates = 0;
    for (int i = 0; i < lines.size(); i++) {
      JsonObject answer = answers.get(i);
      if (Answers.integer(answer, "line") != offset + i + 1) {
        throw new MalformedAnswerException("has its lines in another order");
      }
      String result = Answers.text(answer, "result");
      if (result.equals("STORED")) {
        digests.add(digest(lines.get(i), Answers.text(answer, "salt")));
        records.add(Answers.text(answer, "record"));
      } else if (result.equals("DUPLICATE")) {
        duplicates++;
      } else {
        refused.add(answer);
      }
    }
    JsonObject last = answers.get(lines.size());
    Hash root = RecordDigests.root(digests);
    if (Answers.integer(last, "count") != digests.size()
        || !Answers.text(last, "root").equals(root.hex())) {
      throw new MalformedAnswerException("names another root than that of the records sent");
    }
    return new Deposit(
        Answers.text(last, "chunk"),
        digests.size(),
        root,
        records,
        duplicates,
        refused,
        Optional.empty());
  }

  private static Hash digest(JsonObject line, String salt) throws MalformedAnswerException {
    try {
      return RecordDigests.digest(Salts.parse(salt), line);
    } catch (IllegalFieldException e) {
      throw new MalformedAnswerException("has a " + e.getMessage());
    }
  }

  static List<String> subjects(JsonObject answer, int count) throws MalformedAnswerException {
    JsonArray array = Answers.array(answer, "subjects");
    List<String> subjects = new ArrayList<>();
    for (JsonValue item : array.items()) {
      if (item instanceof JsonObject object) {
        subjects.add(Answers.text(object, "subject"));
      }
    }
    if (subjects.size() != count) {
      throw new MalformedAnswerException("has not a subject for each identifier");
    }
    return subjects;
  }
}
