package dev.tallystick.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A usage answer as a person has saved it. */
final class Answer {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String person;
  private final String subject;
  private final byte[] file;

  Answer(String person, String subject, byte[] file) {
    this.person = person;
    this.subject = subject;
    this.file = file.clone();
  }

  String person() {
    return person;
  }

  /** The person's subject token. */
  String subject() {
    return subject;
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
