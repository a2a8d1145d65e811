package dev.tallystick.tally.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.EventClass;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.rules.state.LoggedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Openings as {@code GET /v1/openings} gives them, a line each: {@code {"index":…,"opening":…}}, or
 * {@code {"index":…,"leaf":…}} of what lies outside the engagement. Lines are read in order and
 * have to begin with the first entry of the log and leave none out.
 */
public final class OpenedEntries {
  /** What is done with an entry. */
  public interface Reader {
    /** Takes the next entry, with its internal part if it is shown. */
    void read(LoggedEvent event, Optional<JsonObject> internal);
  }

  private static final String DECIDES = "consent-service";

  private long next;
  private long withheld;
  private boolean lacksFacts;
  private long outside;

  /** How many entries were read. */
  public long count() {
    return next;
  }

  /** How many of them do not show their body, so that their facts are not known. */
  public long withheld() {
    return withheld;
  }

  /** Whether one of these is a fact that decisions may rest on. */
  public boolean lacksFacts() {
    return lacksFacts;
  }

  /** How many entries lie outside the engagement, so that nothing of them is known. */
  public long outside() {
    return outside;
  }

  /** Whether consent-service decides by entries of this type. */
  public static boolean isFact(Optional<EventType> type) {
    return type.filter(
            known -> known.eventClass() == EventClass.STATE && known.readers().contains(DECIDES))
        .isPresent();
  }

  /**
   * Reads a file; several files follow each other.
   *
   * @throws MalformedEntriesException naming file and line
   */
  public void read(Path file, Reader reader) throws IOException, MalformedEntriesException {
    try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          entry(file + ", line " + number, line, reader);
        }
      }
    }
  }

  private void entry(String place, String line, Reader reader) throws MalformedEntriesException {
    try {
      if (!(CanonicalJson.parseMessage(line.getBytes(UTF_8)) instanceof JsonObject entry)) {
        throw new MalformedEntriesException(place + ": is no object");
      }
      long index = entry.getInteger("index");
      if (index != next) {
        throw new MalformedEntriesException(
            "%s: entry %d where entry %d is due".formatted(place, index, next));
      }
      if (entry.has("leaf")) {
        outside++;
        next++;
        return;
      }
      Opening opening = Opening.parse(entry.getObject("opening"));
      Stub stub =
          Stub.parse(
              opening
                  .stub()
                  .value()
                  .orElseThrow(() -> new MalformedEntriesException(place + ": shows no stub")));
      Optional<JsonObject> body = opening.body().value();
      withheld += body.isEmpty() ? 1 : 0;
      lacksFacts |= body.isEmpty() && isFact(EventTypes.find(stub.type()));
      next++;
      reader.read(
          LoggedEvent.of(index, opening.recordedMillis(), stub, body), opening.internal().value());
    } catch (MalformedJsonException
        | MalformedOpeningException
        | InvalidEventException
        | NoSuchElementException e) {
      throw new MalformedEntriesException(place + ": is no opening: " + e.getMessage());
    }
  }
}
