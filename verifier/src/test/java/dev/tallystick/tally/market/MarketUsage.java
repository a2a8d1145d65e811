package dev.tallystick.tally.market;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.PartName;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.usage.ListedEntry;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageList;
import dev.tallystick.events.usage.UsageProof;
import dev.tallystick.tally.SampleLog;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.LabelList;
import dev.tallystick.tlog.ListEntry;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers usage questions about a market, as audit-service does: with the newest index root. */
public final class MarketUsage {
  private static final Hash POLICY = Hash.sha256("a policy".getBytes(UTF_8));

  private final MarketLog log;
  private final MarketLog.IndexedAt root;
  private final SampleLog published;

  /** Answers at the log's present size. */
  public MarketUsage(MarketLog log) {
    this.log = log;
    this.root = log.roots().get(log.roots().size() - 1);
    this.published = log.published();
  }

  /** All entries of a person on one page. */
  public UsageAnswer ofSubject(String token) {
    return page(EventLabels.ofSubject(token), Long.MAX_VALUE, Integer.MAX_VALUE, Optional.empty());
  }

  /** All entries of a party on one page. */
  public UsageAnswer ofParty(String party) {
    return page(EventLabels.ofParty(party), Long.MAX_VALUE, Integer.MAX_VALUE, Optional.empty());
  }

  /** All entries of a person on one page, which extends an earlier answer. */
  public UsageAnswer ofSubject(String token, UsageAnswer earlier) {
    return page(
        EventLabels.ofSubject(token), Long.MAX_VALUE, Integer.MAX_VALUE, Optional.of(earlier));
  }

  /** A page with the entries at the places below {@code before}, at most so many. */
  public UsageAnswer page(Hash label, long before, int limit, Optional<UsageAnswer> earlier) {
    UsageList list = list(label, before, limit, earlier.map(UsageAnswer::own));
    Optional<UsageList> oldReads = earlier.flatMap(UsageAnswer::bulkReads);
    return new UsageAnswer(
        list,
        List.of(),
        Optional.of(list(EventLabels.ofBulkReads(), Long.MAX_VALUE, Integer.MAX_VALUE, oldReads)),
        logged(root.index(), true),
        published.note(),
        earlier.map(old -> consistency(old.checkpoint())),
        POLICY,
        "saved",
        list.entries().isEmpty() || list.entries().get(list.entries().size() - 1).listIndex() == 0
            ? Optional.empty()
            : Optional.of("next"));
  }

  private UsageList list(Hash label, long before, int limit, Optional<UsageList> earlier) {
    Frontier frontier = root.lists().get(label);
    if (frontier == null) {
      return new UsageList(
          label,
          new UsageProof.Absent(root.trie().absenceProof(label)),
          List.of(),
          Optional.empty());
    }
    LabelList all = LabelList.of(log.list(label).subList(0, (int) frontier.size()));
    List<ListedEntry> entries = new ArrayList<>();
    for (long place = Math.min(before, all.count()) - 1;
        place >= 0 && entries.size() < limit;
        place--) {
      ListEntry entry = all.entries().get((int) place);
      entries.add(new ListedEntry(logged(entry.logIndex(), false), all.inclusionProof(place)));
    }
    return new UsageList(
        label,
        new UsageProof.Present(log.value(label, frontier), root.trie().inclusionProof(label)),
        entries,
        earlier.map(UsageList::count).filter(count -> count > 0).map(all::consistencyProof));
  }

  /** People see stub and body; of an index root everybody sees everything. */
  private LoggedOpening logged(long index, boolean isPublic) {
    Opening whole = log.opening(index);
    OpenedPart internal =
        isPublic
            ? whole.internal()
            : new OpenedPart.Withheld(whole.internal().hash(PartName.INTERNAL));
    return new LoggedOpening(
        new Opening(whole.recordedMillis(), whole.stub(), whole.body(), internal),
        published.proof((int) index).inclusion());
  }

  private ConsistencyProof consistency(SignedNote earlier) {
    long oldSize = Long.parseLong(earlier.text().split("\n", -1)[1]);
    return Merkle.consistencyProof(
        oldSize, published.entries().stream().map(Merkle::leafHash).toList());
  }
}
