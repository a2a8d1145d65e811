package dev.tallystick.audit.indexroot;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.index.IndexRootRepository;
import dev.tallystick.audit.index.LoggedRoot;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.publishing.PublishedCheckpoint;
import dev.tallystick.audit.publishing.PublishedCheckpoint.Published;
import dev.tallystick.audit.sequencing.NoteJson;
import dev.tallystick.audit.usage.ProvedEntries;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.tlog.SignedNote;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Pages of index roots with their proofs. Anybody may ask for them, and each root on one costs a
 * tile and an opening, so little is made at a time: {@value #AT_ONCE} pages, and those that a
 * reader of the whole chain turns are kept once they are full.
 *
 * <p>A full page that is kept leads to the checkpoint of when it was made; the log extends that
 * one. Blocks on the database; thread-safe.
 */
@Singleton
final class RootPages {
  /** Roots on a page at most. */
  static final int LIMIT = 100;

  private static final int AT_ONCE = 2;

  /** About 150 kB each. */
  private static final int KEPT = 64;

  /** Everything in these entries is open to everybody; nothing is filed under a reader. */
  private static final Reader ANYBODY = new Reader.Person(Set.of());

  private final IndexRootRepository roots;
  private final ProvedEntries entries;
  private final PublishedCheckpoint checkpoints;
  private final WitnessedCheckpoints witnessed;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Map<Long, Page> kept = new Kept();

  RootPages(
      IndexRootRepository roots,
      ProvedEntries entries,
      PublishedCheckpoint checkpoints,
      WitnessedCheckpoints witnessed) {
    this.roots = roots;
    this.entries = entries;
    this.checkpoints = checkpoints;
    this.witnessed = witnessed;
  }

  /** A page as JSON, which goes out as it is. */
  static final class Page {
    private final byte[] json;
    private final boolean isFinal;

    private Page(byte[] json, boolean isFinal) {
      this.json = json;
      this.isFinal = isFinal;
    }

    byte[] json() {
      return json;
    }

    /** Whether it will do for good: it is full, and its checkpoint is all that one can ask for. */
    boolean isFinal() {
      return isFinal;
    }
  }

  /** The pages used last, by the number that they begin after. */
  private static final class Kept extends LinkedHashMap<Long, Page> {
    private static final long serialVersionUID = 1L;

    Kept() {
      super(KEPT, 0.75f, /* accessOrder= */ true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Page> eldest) {
      return size() > KEPT;
    }
  }

  /**
   * The roots after a number, at most {@code limit}.
   *
   * @throws AuditProblem if as many pages are being made as are made at once
   */
  Page get(long after, int limit) {
    boolean isTurned = limit == LIMIT && after % LIMIT == 0;
    Page known = isTurned ? find(after) : null;
    if (known != null) {
      return known;
    }
    if (!free.tryAcquire()) {
      throw AuditProblem.of(AuditProblemCode.INDEX_ROOTS_BUSY);
    }
    try {
      Page page = make(roots.after(after, limit), limit);
      if (isTurned && page.isFinal) {
        keep(after, page);
      }
      return page;
    } finally {
      free.release();
    }
  }

  private @Nullable Page find(long after) {
    synchronized (kept) {
      return kept.get(after);
    }
  }

  private void keep(long after, Page page) {
    synchronized (kept) {
      kept.put(after, page);
    }
  }

  /** One root with the checkpoint that its proof leads to. */
  byte[] single(LoggedRoot root) {
    Published head = checkpoints.atLeast(root.index() + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    text(out, "{");
    out.writeBytes(Objects.requireNonNull(read(List.of(root), head).get(root.index())));
    text(out, ",\"checkpoint\":" + NoteJson.quote(head.note().toString()) + "}");
    return out.toByteArray();
  }

  private Page make(List<LoggedRoot> found, int limit) {
    boolean isFull = found.size() == limit;
    long size = found.isEmpty() ? 1 : found.get(found.size() - 1).index() + 1;
    Published head = checkpoints.atLeast(size);
    Map<Long, byte[]> read = read(found, head);
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 + 2048 * found.size());
    text(out, "{\"roots\":[");
    String separator = "{";
    for (LoggedRoot root : found) {
      text(out, separator);
      out.writeBytes(Objects.requireNonNull(read.get(root.index())));
      text(out, "}");
      separator = ",{";
    }
    text(out, "],\"checkpoint\":" + NoteJson.quote(head.note().toString()));
    if (isFull) {
      text(out, ",\"next\":" + found.get(found.size() - 1).data().number());
    }
    text(out, "}");
    return new Page(out.toByteArray(), isFull && isAsGoodAsItGets(head.note()));
  }

  /** A note that a quorum may still cosign is not to be kept for a day. */
  private boolean isAsGoodAsItGets(SignedNote note) {
    return !witnessed.policy().asksForWitnesses()
        || witnessed.newest().filter(newest -> newest.note().equals(note)).isPresent();
  }

  private Map<Long, byte[]> read(List<LoggedRoot> found, Published head) {
    return entries.read(found.stream().map(LoggedRoot::index).toList(), head.size(), ANYBODY);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
