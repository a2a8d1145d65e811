package dev.tallystick.audit.release;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.decision.ParentRelease;
import dev.tallystick.audit.decision.ParentReleases;
import dev.tallystick.audit.index.IdentityLinks;
import dev.tallystick.audit.index.IndexedDeposit;
import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.audit.index.LineageIndex;
import dev.tallystick.audit.index.LineageIndex.Window;
import dev.tallystick.audit.index.LoggedCorrections;
import dev.tallystick.audit.index.LoggedCorrections.Correction;
import dev.tallystick.audit.index.ReleaseIndex;
import dev.tallystick.audit.index.WalkedRelease;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.release.LineageStart.Subject;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.tlog.Hash;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the releases that a lineage begins from, as far as they are the reader's. What is not
 * theirs looks like what is not there, but for persons and parties, which who asks has named.
 * Blocks on the database; thread-safe.
 */
public final class FindLineageStart {
  /** The most releases that a lineage begins from. */
  static final int MAX_RELEASES = 10_000;

  private final ReleaseIndex releases;
  private final LineageIndex lineage;
  private final IdentityLinks links;
  private final LoggedCorrections corrections;
  private final ParentReleases bodies;

  /** Finds in the service's own index. */
  public FindLineageStart(
      ReleaseIndex releases,
      LineageIndex lineage,
      IdentityLinks links,
      LoggedCorrections corrections,
      ParentReleases bodies) {
    this.releases = releases;
    this.lineage = lineage;
    this.links = links;
    this.corrections = corrections;
    this.bodies = bodies;
  }

  /**
   * Finds where to begin.
   *
   * @param size the log size that is indexed
   * @throws AuditProblem if there is nothing of it that the reader may see
   */
  LineageStart find(LineageQuestion question, LineageReader reader, long size) {
    Window window = new Window(Math.min(question.before(), size), MAX_RELEASES + 1);
    return switch (question.from()) {
      case CHUNK -> chunk(question.id(), reader, window);
      case CONSENT -> consent(question.id(), reader, window);
      case CORRECTION -> correction(question.id(), reader, window, size);
      case INQUIRY -> inquiry(question.id(), reader, window);
      case PARTY -> party(question, reader, window);
      case RELEASE -> release(question.id(), reader);
      case SUBJECT -> subject(question.id(), reader, window, size);
    };
  }

  private LineageStart chunk(String id, LineageReader reader, Window window) {
    List<IndexedDeposit> deposits =
        event(id)
            .map(event -> lineage.deposits(List.of(event)))
            .orElseGet(() -> lineage.depositsOfChunk(id));
    if (deposits.isEmpty()) {
      throw unknown();
    }
    List<WalkedRelease> found =
        lineage.ofDeposits(deposits.stream().map(IndexedDeposit::event).toList(), window);
    IndexedDeposit first = deposits.get(0);
    boolean isReaders = new ReleaseReader(reader.reader()).mayRead(first);
    Subject subject = isReaders ? new Subject.Party(first.from().party()) : new Subject.Shown();
    LineageStart start = start(found, reader, subject, Optional.empty());
    if (start.releases().isEmpty() && !isReaders) {
      throw unknown();
    }
    return start;
  }

  private LineageStart consent(String id, LineageReader reader, Window window) {
    LineageStart start =
        start(lineage.underConsent(id, window), reader, new Subject.Shown(), Optional.empty());
    if (start.releases().isEmpty()) {
      throw unknown();
    }
    return start;
  }

  /**
   * The sale that answered it; the body of a sale names its inquiry, so it is told to no others.
   */
  private LineageStart inquiry(String id, LineageReader reader, Window window) {
    LineageStart start =
        start(lineage.ofInquiry(id, window), reader, new Subject.Shown(), Optional.empty());
    if (start.releases().isEmpty()) {
      throw unknown();
    }
    return start;
  }

  /** What was released of the record's deposit to anybody before it was corrected. */
  private LineageStart correction(String id, LineageReader reader, Window window, long size) {
    Correction correction =
        event(id).flatMap(corrections::find).orElseThrow(FindLineageStart::unknown);
    Hash person = EventLabels.ofSubject(correction.subject());
    Hash platform = EventLabels.ofParty(correction.provider());
    if (!reader.reader().isConcernedBy(List.of(person, platform))) {
      throw unknown();
    }
    Window earlier = new Window(Math.min(window.before(), correction.index()), window.limit());
    return start(
        lineage.ofRecord(labels(person, reader, size), platform, correction.deposit(), earlier),
        reader,
        new Subject.Entry(correction.event(), Optional.of(correction.subject())),
        Optional.of(correction.event()));
  }

  private LineageStart party(LineageQuestion question, LineageReader reader, Window window) {
    String party = question.id();
    if (reader.reader() instanceof Reader.Auditor auditor && !auditor.covers(party)) {
      throw reader.refusal();
    }
    Hash label = EventLabels.ofParty(party);
    List<WalkedRelease> found =
        question.direction() == LineageQuestion.Direction.UP
            ? lineage.got(label, window)
            : Stream.concat(
                    lineage.given(label, window).stream(), lineage.got(label, window).stream())
                .distinct()
                .sorted(Comparator.comparingLong(WalkedRelease::index).reversed())
                .limit(window.limit())
                .toList();
    return start(found, reader, new Subject.Party(party), Optional.empty());
  }

  private LineageStart release(String id, LineageReader reader) {
    IndexedRelease release =
        (id.startsWith("rel_") ? releases.find(id) : event(id).flatMap(releases::find))
            .orElseThrow(FindLineageStart::unknown);
    if (!new ReleaseReader(reader.reader()).mayRead(release)) {
      throw reader.refusal();
    }
    Optional<String> token =
        Optional.ofNullable(bodies.find(List.of(release.event())).get(release.event()))
            .map(ParentRelease::subject);
    return start(
        lineage.release(release.event()),
        reader,
        new Subject.Entry(release.event(), token),
        Optional.empty());
  }

  private LineageStart subject(String token, LineageReader reader, Window window, long size) {
    Hash label = EventLabels.ofSubject(token);
    boolean isAnothers =
        reader.reader() instanceof Reader.Person person && !person.own().contains(label);
    boolean isTooWide = reader.reader() instanceof Reader.Auditor && !reader.isOfEverything();
    if (isAnothers || isTooWide) {
      throw reader.refusal();
    }
    return start(
        lineage.ofSubject(labels(label, reader, size), window),
        reader,
        new Subject.Person(token),
        Optional.empty());
  }

  /** All labels of the person, for those who may know that they are one person's. */
  private Set<Hash> labels(Hash person, LineageReader reader, long size) {
    Set<Hash> labels = new HashSet<>(Set.of(person));
    if (reader.maySeeLinks()) {
      labels.addAll(links.linkedTo(person, size));
    }
    return labels;
  }

  private static LineageStart start(
      List<WalkedRelease> found, LineageReader reader, Subject subject, Optional<EventId> cause) {
    boolean isCut = found.size() > MAX_RELEASES;
    List<WalkedRelease> kept = isCut ? found.subList(0, MAX_RELEASES) : found;
    ReleaseReader of = new ReleaseReader(reader.reader());
    return new LineageStart(
        kept.stream().filter(of::mayRead).toList(),
        isCut ? OptionalLong.of(kept.get(MAX_RELEASES - 1).index()) : OptionalLong.empty(),
        subject,
        cause);
  }

  private static Optional<EventId> event(String id) {
    try {
      return Optional.of(EventId.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static AuditProblem unknown() {
    return AuditProblem.of(AuditProblemCode.ENTRY_UNKNOWN);
  }
}
