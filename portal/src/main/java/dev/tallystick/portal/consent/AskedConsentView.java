package dev.tallystick.portal.consent;

import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Optional;

/**
 * A consent that the reader is asked for, as a page shows it.
 *
 * @param id under which it is answered
 * @param asker who asks
 * @param what who could do what
 * @param purpose what for
 * @param categories what kinds of data
 * @param method how the data would go
 * @param retention for how long it could be kept
 * @param until its last day
 * @param useLimit how often it could be used; empty without a limit
 * @param text what has to be read before
 * @param language the language of the text
 * @param conflicts owners that compete with those whose data it is, each with its share
 * @param special what is special about a consent of its kind; empty if nothing is
 * @param told what has to be told besides, each with its name
 * @param manner how it can be answered
 */
@TemplateData
public record AskedConsentView(
    String id,
    String asker,
    String what,
    String purpose,
    String categories,
    String method,
    String retention,
    String until,
    Optional<String> useLimit,
    String text,
    String language,
    List<String> conflicts,
    String special,
    List<Told> told,
    Manner manner) {
  /** Copies the lists. */
  public AskedConsentView {
    conflicts = List.copyOf(conflicts);
    told = List.copyOf(told);
  }

  /** Something that has to be told before. */
  public record Told(String name, String value) {}

  /** Whether it cannot be given here. */
  public boolean isElsewhere() {
    return manner == Manner.ELSEWHERE;
  }

  /** Whether the reader has to say that they know what is special about it. */
  public boolean isWarned() {
    return manner == Manner.WARNED;
  }

  /** How a consent of a kind can be given. */
  public enum Manner {
    /** By a button. */
    PLAIN,
    /** By a button, once the reader says that they know what is special about it. */
    WARNED,
    /** Not here, because the request does not tell what has to be told. */
    ELSEWHERE
  }
}
