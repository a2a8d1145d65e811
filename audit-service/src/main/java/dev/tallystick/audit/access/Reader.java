package dev.tallystick.audit.access;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.Opener;
import dev.tallystick.events.PartName;
import dev.tallystick.tlog.Hash;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody who reads entries, as their token says. What is opened to them is what the type of the
 * event says (docs/spec/events.md section 7), and only of entries filed under them or, for an
 * auditor, under a party of the engagement. Of other entries they get no part, not even the stub.
 */
public sealed interface Reader {

  /** The scope of an engagement with everything. */
  String EVERYTHING = "*";

  /** Whether an entry with these labels concerns the reader. */
  boolean isConcernedBy(Collection<Hash> labels);

  /** Whether the reader is one of those to whom the type opens the part. */
  boolean isOneOf(Set<Opener> openers, Optional<Body> body);

  /** Whether the part is open to the reader wherever the entry is filed. */
  default boolean isOneOfAll(Set<Opener> openers) {
    return openers.contains(Opener.PUBLIC);
  }

  /**
   * The parts of an entry that may be opened to the reader.
   *
   * @param body the body; empty if it is erased
   */
  default Set<PartName> partsOf(EventType type, Collection<Hash> labels, Optional<Body> body) {
    Set<PartName> parts = EnumSet.noneOf(PartName.class);
    for (PartName part : PartName.ALL) {
      Set<Opener> openers = type.openTo(part);
      if (isOneOfAll(openers) || (isConcernedBy(labels) && isOneOf(openers, body))) {
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
    public boolean isOneOf(Set<Opener> openers, Optional<Body> body) {
      return openers.contains(Opener.SUBJECT)
          || (openers.contains(Opener.BOTH_SUBJECTS) && body.filter(this::isOfBoth).isPresent());
    }

    /** Whether the person has both tokens that the entry names. */
    private boolean isOfBoth(Body body) {
      return Stream.concat(body.subject().stream(), body.data().findString("linked").stream())
          .map(EventLabels::ofSubject)
          .allMatch(own::contains);
    }
  }

  /**
   * Whoever asks for a person's list, as far as reads in bulk go: they concern everybody, so all
   * are shown, whatever they cover; otherwise nobody could tell that none is kept back.
   */
  record OfBulkReads() implements Reader {
    private static final Hash LABEL = EventLabels.ofBulkReads();

    @Override
    public boolean isConcernedBy(Collection<Hash> labels) {
      return labels.contains(LABEL);
    }

    @Override
    public boolean isOneOf(Set<Opener> openers, Optional<Body> body) {
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
    public boolean isOneOf(Set<Opener> openers, Optional<Body> body) {
      return openers.contains(Opener.PARTIES)
          || (openers.contains(Opener.RELEASE_1_RECIPIENT)
              && body.filter(this::isReleaseOneToThem).isPresent());
    }

    private boolean isReleaseOneToThem(Body body) {
      return body.data().findString("step").filter("RELEASE_1"::equals).isPresent()
          && body.data().findString("to").filter(id::equals).isPresent();
    }
  }

  /**
   * An auditor. Of an entry outside the engagement they get a part only if its type opens it to
   * every auditor: the labels in a stub are hashes that anybody computes from the names of parties,
   * so stubs alone would tell who trades with whom.
   */
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
    public boolean isOneOf(Set<Opener> openers, Optional<Body> body) {
      return openers.contains(Opener.AUDITORS);
    }

    @Override
    public boolean isOneOfAll(Set<Opener> openers) {
      return openers.contains(Opener.PUBLIC) || openers.contains(Opener.ALL_AUDITORS);
    }
  }
}
