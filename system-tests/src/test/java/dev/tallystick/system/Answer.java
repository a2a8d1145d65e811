package dev.tallystick.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.tally.corpus.CorpusCase;
import java.io.IOException;

/** A usage answer as a person has saved it. */
final class Answer {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String person;
  private final String kind;
  private final String owner;
  private final byte[] file;

  /**
   * What somebody was answered.
   *
   * @param kind {@code subject} or {@code party}
   * @param owner the subject token or the party whose list it is
   */
  Answer(String person, String kind, String owner, byte[] file) {
    this.person = person;
    this.kind = kind;
    this.owner = owner;
    this.file = file.clone();
  }

  String person() {
    return person;
  }

  /** The case that this file is this owner's list. */
  CorpusCase isOf(String name, byte[] claimed) {
    return CorpusCase.of(name, claimed).with(kind, owner);
  }

  byte[] file() {
    return file.clone();
  }

  /** A copy to lay hands on. */
  ObjectNode json() throws IOException {
    return (ObjectNode) MAPPER.readTree(file);
  }

  /** The size of the log that the answer speaks of. */
  long coveredSize() throws IOException {
    return json().get("indexRoot").findValue("coveredSize").asLong();
  }
}
