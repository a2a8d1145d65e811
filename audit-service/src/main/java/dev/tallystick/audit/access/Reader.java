package dev.tallystick.audit.access;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.Opener;
import dev.tallystick.events.PartName;
import dev.tallystick.tlog.Hash;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody who reads entries, as their token says. What is opened to them is what the type of the
 * event says (docs/spec/events.md section 7), and only of entries filed under them or, for an
 * auditor, under a party of the engagement.
 */
public sealed interface Reader {

  /** The scope of an engagement with everything. */
  String EVERYTHING = "*";

  /** Whether an entry with these labels concerns the reader. */
  boolean isConcernedBy(Collection<Hash> labels);

  /** Whether the reader is one of those to whom the type opens the part. */
  boolean isOneOf(Set<Opener> openers, Body body);

  /** The parts of an entry that may be opened to the reader. */
  default Set<PartName> partsOf(EventType type, Collection<Hash> labels, Body body) {
    Set<PartName> parts = EnumSet.of(PartName.STUB);
    for (PartName part : List.of(PartName.BODY, PartName.INTERNAL)) {
      Set<Opener> openers = type.openTo(part);
      if (openers.contains(Opener.PUBLIC) || (isConcernedBy(labels) && isOneOf(openers, body))) {
        parts.add(part);
      }
    }
    return parts;
  }

  /**
   * A person.
   *
   * @param own the label of the person's token and of those linked to it
   */
  record Person(Set<Hash> own) implements Reader {
    /** Copies the labels. */
    public Person {
      own = Set.copyOf(own);
    }

    /** The person with this token alone. */
    public static Person of(String token) {
      return new Person(Set.of(EventLabels.ofSubject(token)));
    }

    @Override
    public boolean isConcernedBy(Collection<Hash> labels) {
      return labels.stream().anyMatch(own::contains);
    }

    @Override
    public boolean isOneOf(Set<Opener> openers, Body body) {
      return openers.contains(Opener.SUBJECT);
    }
  }

  /** A company or authority. */
  record Party(String id) implements Reader {
    @Override
    public boolean isConcernedBy(Collection<Hash> labels) {
      return labels.contains(EventLabels.ofParty(id));
    }

    @Override
    public boolean isOneOf(Set<Opener> openers, Body body) {
      return openers.contains(Opener.PARTIES)
          || (openers.contains(Opener.RELEASE_1_RECIPIENT)
              && body.data().findString("step").filter("RELEASE_1"::equals).isPresent()
              && body.data().findString("to").filter(id::equals).isPresent());
    }
  }

  /** An auditor. */
  record Auditor(Set<String> scope) implements Reader {
    /** Keeps the scope as it is. */
    public Auditor {
      scope = Set.copyOf(scope);
    }

    /** Whether the engagement covers the party. */
    public boolean covers(String party) {
      return scope.contains(EVERYTHING) || scope.contains(party);
    }

    @Override
    public boolean isConcernedBy(Collection<Hash> labels) {
      return scope.contains(EVERYTHING)
          || scope.stream().map(EventLabels::ofParty).anyMatch(labels::contains);
    }

    @Override
    public boolean isOneOf(Set<Opener> openers, Body body) {
      return openers.contains(Opener.AUDITORS);
    }
  }
}
