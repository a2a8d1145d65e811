package dev.tallystick.audit.usage;

import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.index.IndexSnapshot;
import dev.tallystick.audit.index.IndexSnapshots;
import dev.tallystick.audit.index.LabelIndex;
import dev.tallystick.audit.index.LabelIndex.Place;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.TileTree;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The lists as of the newest index root. What the tables say of a list is compared with the trie
 * before it leaves, so an answer that does not hold is never given. Blocks on the database;
 * thread-safe.
 */
public final class ProvedLists {
  private static final Logger LOG = Logger.getLogger(ProvedLists.class);

  private final IndexSnapshots snapshots;
  private final LabelIndex lists;
  private final IndexSalts salts;
  private final WitnessedCheckpoints witnessed;

  /** Reads the service's own tables. */
  public ProvedLists(
      IndexSnapshots snapshots,
      LabelIndex lists,
      IndexSalts salts,
      WitnessedCheckpoints witnessed) {
    this.snapshots = snapshots;
    this.lists = lists;
    this.salts = salts;
    this.witnessed = witnessed;
  }

  /**
   * The newest snapshot of this process that witnesses have seen; while they are away, the newest
   * of all.
   *
   * @throws AuditProblem if there is none yet
   */
  public IndexSnapshot newest() {
    return witnessed
        .newest()
        .map(found -> snapshots.newestWithin(found.checkpoint().size()))
        .orElseGet(snapshots::newest)
        .orElseThrow(() -> AuditProblem.of(AuditProblemCode.INDEX_NOT_READY));
  }

  /**
   * The list of a label, which may be empty.
   *
   * @throws AuditProblem if the tables are not (again) what the root says
   */
  ProvedList get(Hash label, IndexSnapshot snapshot) {
    long count = lists.count(label, snapshot.coveredSize());
    TileTree tree = lists.tree(label, count);
    try {
      IndexValue value = count == 0 ? null : new IndexValue(salts.of(label), count, tree.root());
      Optional<Hash> said = Optional.ofNullable(value).map(IndexValue::hash);
      if (!snapshot.trie().find(label).equals(said)) {
        throw notThere(count, snapshot);
      }
      return new ProvedList(label, snapshot, tree, value);
    } catch (IOException e) {
      throw notThere(count, snapshot);
    }
  }

  private static AuditProblem notThere(long count, IndexSnapshot snapshot) {
    LOG.warnf(
        "a list of %d entries is not the one under index root %d",
        count, snapshot.root().data().number());
    return AuditProblem.of(AuditProblemCode.INDEX_NOT_READY);
  }

  /** The places of a list before {@code before}, newest first, at most {@code limit}. */
  List<Place> page(Hash label, long before, int limit) {
    return before == 0 ? List.of() : lists.page(label, before, limit);
  }
}
