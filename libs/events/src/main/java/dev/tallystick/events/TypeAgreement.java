package dev.tallystick.events;

import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an event's type asks of its stub and body together: a subject or none, a source that appends
 * the type, exactly the labels the body calls for, guards of the right families, and no guard left
 * standing that must move.
 */
public final class TypeAgreement {
  private TypeAgreement() {}

  public static void check(EventType type, Stub stub, Body body) throws InvalidEventException {
    checkSubject(type, body.subject());
    if (!type.appenders().contains(body.source())) {
      throw invalid("body.source", "is a client that appends this type");
    }
    checkLabels(type, stub, body);
    checkRestsOn(type, stub);
    Set<String> own = type.advancedKeys(body.subject(), body.data());
    for (int i = 0; i < stub.advances().size(); i++) {
      // Own keys first: to look at the others costs their labels again.
      if (!own.contains(stub.advances().get(i))
          && !type.mayAdvance(stub.advances().get(i), body.subject(), body.data())) {
        throw invalid("stub.advances[" + i + "]", "is a guard that this very event may advance");
      }
    }
    if (!stub.advances().containsAll(own)) {
      throw invalid("stub.advances", "holds every guard that this type always moves");
    }
  }

  /** What can be said of a stub whose body is not known. */
  static void checkStub(EventType type, Stub stub) throws InvalidEventException {
    boolean hasLabels = !stub.labels().isEmpty();
    if (hasLabels
        ? type.labelRule() == Presence.FORBIDDEN
        : type.labelRule() == Presence.REQUIRED) {
      throw invalid("stub.labels", hasLabels ? "must be absent" : "must be there");
    }
    checkRestsOn(type, stub);
    for (int i = 0; i < stub.advances().size(); i++) {
      if (!type.mayAdvance(stub.advances().get(i))) {
        throw invalid("stub.advances[" + i + "]", "is of a family that this type may advance");
      }
    }
  }

  private static void checkRestsOn(EventType type, Stub stub) throws InvalidEventException {
    for (int i = 0; i < stub.guards().size(); i++) {
      if (!type.mayRestOn(stub.guards().get(i).key())) {
        throw invalid("stub.guards[" + i + "].key", "is of a family that this type may rest on");
      }
    }
  }

  private static void checkSubject(EventType type, Optional<String> subject)
      throws InvalidEventException {
    if (subject.isEmpty() && type.subjectRule() == Presence.REQUIRED) {
      throw new InvalidEventException(EventCode.FIELD_MISSING, "body.subject", "must be there");
    }
    if (subject.isPresent() && type.subjectRule() == Presence.FORBIDDEN) {
      throw invalid("body.subject", "must be absent");
    }
  }

  /**
   * One label too few and the index would not be complete; one too many and it would list what is
   * not there.
   */
  private static void checkLabels(EventType type, Stub stub, Body body)
      throws InvalidEventException {
    if (stub.isSealed()) {
      if (stub.labels().size() != 1) {
        throw invalid(
            "stub.labels", "is the one label of the authority, since the event is sealed");
      }
    } else if (!stub.labels().equals(labels(type, body))) {
      throw invalid("stub.labels", "is exactly the labels that the body calls for");
    }
  }

  /** The labels that a body calls for, in order. */
  static List<Hash> labels(EventType type, Body body) {
    TreeSet<Hash> labels = new TreeSet<>();
    for (KeyTemplate template : type.labels().values()) {
      for (String key : template.keys(body.subject(), body.data())) {
        labels.add(EventLabels.label(key));
      }
    }
    return List.copyOf(labels);
  }

  private static InvalidEventException invalid(String field, String rule) {
    return new InvalidEventException(EventCode.FIELD_INVALID, field, rule);
  }
}
