package dev.tallystick.audit.release;

import dev.tallystick.audit.index.IndexedDeposit;
import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.audit.index.LineageIndex;
import dev.tallystick.audit.index.ReleaseIndex;
import dev.tallystick.audit.index.WalkedRelease;
import dev.tallystick.audit.opening.ReadRecord;
import dev.tallystick.audit.release.LineageStart.Subject;
import dev.tallystick.audit.usage.PageRequest;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Answers what a lineage comes to: sums over all of it, who has something of it, and a page of its
 * releases. Blocks on the database; thread-safe.
 *
 * <p>What an auditor or the regulator is shown is in the log first: in the list of the person or
 * party that they asked about, and of each person on the page.
 */
public final class TellLineage {
  private final FindLineageStart starts;
  private final LineageWalk walk;
  private final Index index;
  private final ReadRecord record;

  /** What is read of the index. */
  public record Index(LineageIndex lineage, ReleaseIndex releases) {}

  /** Answers from the service's own index. */
  public TellLineage(FindLineageStart starts, LineageWalk walk, Index index, ReadRecord record) {
    this.starts = starts;
    this.walk = walk;
    this.index = index;
    this.record = record;
  }

  /** Who asks: an account, what it may see, and what it is for. */
  record Asker(String account, LineageReader reader, String purpose) {}

  /**
   * An answer.
   *
   * @param logged the index of the entry that tells of the read, if it had to be told
   */
  record Answer(String json, OptionalLong logged) {
    @Override
    public String toString() {
      return "Answer[redacted]";
    }
  }

  /**
   * Answers a question.
   *
   * @param size the log size that is indexed
   */
  Answer tell(LineageQuestion question, PageRequest page, Asker asker, long size) {
    LineageStart start = starts.find(question, asker.reader(), size);
    LineageWalk.Found found =
        walk.walk(start.releases(), question.direction(), asker.reader()).only(question.only());
    LineagePage shown = LineagePage.of(found, page, question.only(), index.releases);
    OptionalLong logged = log(start, people(lookedAt(start, shown, question), shown), asker);
    String json =
        "{\"size\":"
            + size
            + ",\"complete\":"
            + (found.complete() && start.earlier().isEmpty() && index.lineage.isComplete())
            + (start.earlier().isPresent() ? ",\"earlier\":" + start.earlier().getAsLong() : "")
            + sums(start, found)
            + page(shown, asker.reader())
            + (shown.next().isPresent()
                ? ",\"next\":\"" + PageRequest.cursor(shown.next().getAsLong()) + "\""
                : "")
            + "}";
    return new Answer(json, logged);
  }

  private String sums(LineageStart start, LineageWalk.Found found) {
    LineageCounts counts = new LineageCounts(found.readers());
    Map<Hash, String> known = index.lineage.names(counts.parties());
    Set<Hash> told = start.cause().map(index.lineage::toldOf).orElse(Set.of());
    long deposits =
        index.lineage.countDeposits(
            found.readers().stream()
                .filter(WalkedRelease::isOfRecords)
                .map(WalkedRelease::event)
                .toList());
    return ",\"counts\":"
        + CanonicalJson.text(counts.json(deposits))
        + ",\"pairs\":"
        + ReleaseJson.array(counts.pairs(label -> name(known, label)))
        + ",\"sources\":"
        + ReleaseJson.array(counts.sources(label -> name(known, label)))
        + ",\"holders\":"
        + ReleaseJson.array(
            counts.holders(
                label -> name(known, label),
                label ->
                    start.cause().isPresent()
                        ? JsonObject.builder().put("told", told.contains(label)).build()
                        : JsonObject.EMPTY));
  }

  private static String name(Map<Hash, String> known, Hash label) {
    return known.getOrDefault(label, label.hex());
  }

  private String page(LineagePage shown, LineageReader reader) {
    List<JsonObject> lines = new ArrayList<>();
    Set<EventId> deposits = new HashSet<>();
    for (LineageWalk.Step step : shown.steps()) {
      IndexedRelease release = shown.releases().get(step.release().event());
      if (release != null) {
        lines.add(
            ReleaseJson.of(
                new ReleaseLineage.Related(release, step.distance(), step.isReaders()),
                reader.isToldParties()));
        if (step.isReaders()) {
          deposits.addAll(release.deposits());
        }
      }
    }
    List<IndexedDeposit> sources = index.lineage.deposits(deposits);
    return ",\"deposits\":"
        + ReleaseJson.array(
            sources.stream().map(deposit -> LineageDepositJson.of(deposit, reader)).toList())
        + ",\"releases\":"
        + ReleaseJson.array(lines);
  }

  /**
   * Whose releases the answer tells of. What is sifted out is told by the sums, or by there being
   * an answer at all: a look at a consent or an inquiry is one at its person, whatever is left.
   */
  private static List<LineageWalk.Step> lookedAt(
      LineageStart start, LineagePage shown, LineageQuestion question) {
    boolean isWhole = question.only().equals(LineageFilter.NONE) && !shown.steps().isEmpty();
    if (isWhole || !(start.subject() instanceof Subject.Shown)) {
      return shown.steps();
    }
    List<LineageWalk.Step> all = new ArrayList<>(shown.steps());
    start.releases().stream()
        .limit(PageRequest.MAX_LIMIT)
        .forEach(release -> all.add(new LineageWalk.Step(release, 0, true)));
    return all;
  }

  private OptionalLong log(LineageStart start, Map<String, EventId> people, Asker asker) {
    if (asker.reader().engagement().isEmpty()) {
      return OptionalLong.empty();
    }
    Set<String> scope = asker.reader().engagement().get();
    Subject subject = start.subject();
    if (subject instanceof Subject.Person person) {
      return OptionalLong.of(
          record.subjectRead(asker.account(), scope, asker.purpose(), person.token()));
    }
    if (subject instanceof Subject.Entry entry) {
      return OptionalLong.of(
          record.entryRead(asker.account(), scope, asker.purpose(), entry.event(), entry.token()));
    }
    Optional<String> party =
        subject instanceof Subject.Party asked ? Optional.of(asked.party()) : Optional.empty();
    if (party.isEmpty() && people.isEmpty()) {
      return OptionalLong.empty();
    }
    return record.entriesRead(asker.account(), scope, asker.purpose(), party, people).stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** One release of each person on the page, by their token, as long as its body can be read. */
  private Map<String, EventId> people(List<LineageWalk.Step> steps, LineagePage shown) {
    // The page has opened its own already.
    Map<EventId, IndexedRelease> releases = new HashMap<>(shown.releases());
    List<EventId> others =
        steps.stream()
            .filter(LineageWalk.Step::isReaders)
            .map(step -> step.release().event())
            .filter(event -> !releases.containsKey(event))
            .distinct()
            .toList();
    index.releases.findAll(others).forEach(release -> releases.put(release.event(), release));
    Map<String, EventId> people = new LinkedHashMap<>();
    for (LineageWalk.Step step : steps) {
      IndexedRelease release = releases.get(step.release().event());
      if (release != null && step.isReaders()) {
        release.terms().subject().ifPresent(token -> people.putIfAbsent(token, release.event()));
      }
    }
    return people;
  }
}
