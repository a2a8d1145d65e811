package dev.tallystick.audit.key;

import dev.tallystick.tlog.NoteSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The keys of this log, and which of them sign a checkpoint: those that were added by an entry
 * which the checkpoint includes, and retired by none. So a size has one note, whoever signs it and
 * whenever, and a key is begun and ended at one point of the log for all replicas.
 *
 * <p>What is not known yet is read from the log when a larger size is to be signed. Thread-safe.
 */
public final class LogSigners {
  private final Function<String, NoteSigner> signers;
  private final Changes changes;
  private volatile Terms terms;
  private volatile Consumer<List<String>> listener = trusted -> {};

  /** Entries about the log's keys. */
  public interface Changes {
    /** Those with {@code from <= index < to}, in log order. */
    List<Change> between(long from, long to);
  }

  /**
   * An entry about a key.
   *
   * @param succession the note that both keys have signed, of a key that is added
   * @param isCompromised of a key that is retired, whether somebody else may have it
   */
  public record Change(
      long index, String vkey, Optional<String> succession, boolean isCompromised) {}

  private record Term(String vkey, NoteSigner signer, long from, long until, boolean isLost) {
    boolean signs(long size) {
      return from < size && size <= until;
    }

    boolean isOpen() {
      return until == Long.MAX_VALUE;
    }

    Term retired(Change change) {
      return new Term(vkey, signer, from, change.index(), change.isCompromised());
    }
  }

  private record Terms(List<Term> all, List<String> successions, long known) {}

  /**
   * Keys that begin with the one that the log was begun with.
   *
   * @param signers finds the signer of each in the Kms
   */
  public LogSigners(String first, Function<String, NoteSigner> signers, Changes changes) {
    this.signers = signers;
    this.changes = changes;
    this.terms =
        new Terms(
            List.of(new Term(first, signers.apply(first), -1, Long.MAX_VALUE, false)),
            List.of(),
            0);
  }

  /** The keys of a log that has but one and gets no other. */
  public static LogSigners of(LogIdentity identity, NoteSigner signer) {
    return new LogSigners(identity.vkey(), vkey -> signer, (from, to) -> List.of());
  }

  /** Is told, now and after each change, by which keys verifiers may accept checkpoints. */
  public synchronized void listen(Consumer<List<String>> whenChanged) {
    listener = whenChanged;
    whenChanged.accept(trusted());
  }

  /** Those who sign a checkpoint of this size, which must be committed. Oldest first. */
  List<NoteSigner> at(long size) {
    Terms now = terms;
    if (size > now.known) {
      now = read(size);
    }
    return now.all.stream().filter(term -> term.signs(size)).map(Term::signer).toList();
  }

  /**
   * This process has committed the entries between these sizes, and none of them is about a key: it
   * need not read them.
   */
  void extended(long from, long to) {
    Terms now = terms;
    if (now.known < from || now.known >= to) {
      return;
    }
    synchronized (this) {
      now = terms;
      if (now.known >= from && now.known < to) {
        terms = new Terms(now.all, now.successions, to);
      }
    }
  }

  /** The key that signs and was added last, as far as this process has read. */
  public String newest() {
    List<Term> open = terms.all.stream().filter(Term::isOpen).toList();
    return open.get(open.size() - 1).vkey;
  }

  /** The keys that sign what is logged now, oldest first. */
  public List<String> open() {
    return terms.all.stream().filter(Term::isOpen).map(Term::vkey).toList();
  }

  /** The notes of the successions, oldest first. */
  public List<String> successions() {
    return terms.successions;
  }

  /** Reads what the log says of its keys up to this size. */
  public void readTo(long size) {
    if (size > terms.known) {
      Terms unused = read(size);
    }
  }

  /** All keys but those that somebody else may have, oldest first. */
  private List<String> trusted() {
    return terms.all.stream().filter(term -> !term.isLost).map(Term::vkey).toList();
  }

  private synchronized Terms read(long size) {
    Terms now = terms;
    if (size <= now.known) {
      return now;
    }
    List<Change> found = changes.between(now.known, size);
    List<Term> all = new ArrayList<>(now.all);
    List<String> successions = new ArrayList<>(now.successions);
    for (Change change : found) {
      if (change.succession().isPresent()) {
        all.add(
            new Term(
                change.vkey(),
                signers.apply(change.vkey()),
                change.index(),
                Long.MAX_VALUE,
                false));
        successions.add(change.succession().get());
      } else if (all.stream().filter(Term::isOpen).count() > 1) {
        // The last one is never retired: nobody could sign what comes after.
        all.replaceAll(
            term -> term.isOpen() && term.vkey.equals(change.vkey()) ? term.retired(change) : term);
      }
    }
    Terms next = new Terms(List.copyOf(all), List.copyOf(successions), size);
    terms = next;
    if (!found.isEmpty()) {
      listener.accept(trusted());
    }
    return next;
  }
}
