package dev.tallystick.gateway.desk;

import dev.tallystick.caller.Caller;
import dev.tallystick.caller.StaffReason;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Notes what clerks do, under the account that did it (R52), in the transaction in which it is
 * done. The key of a form is drawn with the page, so a form that is sent twice does nothing twice.
 */
@Singleton
class NoteAct {
  private final DeskActRepository acts;
  private final Caller caller;
  private final Clock clock;

  NoteAct(DeskActRepository acts, Caller caller, Clock clock) {
    this.acts = acts;
    this.caller = caller;
    this.clock = clock;
  }

  /** A key for a form. */
  static String key() {
    return UUID.randomUUID().toString();
  }

  /** The account of whoever reads, as it stands in what is signed. */
  String clerk() {
    return caller.staff().orElseThrow(() -> new IllegalStateException("a page without a clerk"));
  }

  /**
   * Does something once.
   *
   * @param key of the form
   * @param does by the clerk; answers what it was done about
   * @return what it was done about, now or when the form was sent before
   */
  @Transactional
  String once(String key, DeskActKind kind, Function<String, String> does) {
    DeskActEntity before = acts.findById(key);
    if (before != null) {
      return about(before);
    }
    String about = does.apply(clerk());
    acts.persist(row(key, kind, about));
    return about;
  }

  /** Begins what calls others, and is done outside of a transaction; false if it has begun. */
  @Transactional
  boolean begin(String key, DeskActKind kind) {
    if (acts.findById(key) != null) {
      return false;
    }
    acts.persistAndFlush(row(key, kind, null));
    return true;
  }

  /** What was begun is done. */
  @Transactional
  void finish(String key, String about) {
    acts.findById(key).about = about;
  }

  /** What was begun was refused: the same form may be sent again. */
  @Transactional
  void forget(String key) {
    var unused = acts.deleteById(key);
  }

  /**
   * Notes a look at a report before it is shown.
   *
   * @throws dev.tallystick.caller.CallerProblem.StaffPurposeRequired if no case is named
   */
  @Transactional
  void look(String order, String purpose, @Nullable String ticket) {
    StaffReason reason = caller.staffReason("SCREEN", purpose, ticket).orElseThrow();
    DeskActEntity row = row(key(), DeskActKind.READ, order);
    row.manner = reason.manner();
    row.purpose = reason.purpose();
    row.ticket = reason.ticket();
    acts.persist(row);
  }

  /** What was done about something, the newest first. */
  @Transactional
  List<Noted> about(String id) {
    return acts.about(id).stream()
        .map(row -> new Noted(row.kind, row.clerk, Optional.ofNullable(row.ticket), row.doneAt))
        .toList();
  }

  /** An act as it was noted. */
  record Noted(DeskActKind kind, String clerk, Optional<String> ticket, Instant doneAt) {}

  private static String about(DeskActEntity row) {
    return row.about == null ? "" : row.about;
  }

  private DeskActEntity row(String key, DeskActKind kind, @Nullable String about) {
    DeskActEntity row = new DeskActEntity();
    row.key = key;
    row.kind = kind;
    row.clerk = clerk();
    row.about = about;
    row.doneAt = clock.instant();
    return row;
  }
}
