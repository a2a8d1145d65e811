package dev.tallystick.rules.audit;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.rules.Decision;
import dev.tallystick.rules.Rules;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.Fee;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts past traffic to another pack: each decision of a span of time is made anew, on the facts of
 * its place in the log, and compared with what came of it then. Entries are given in order from the
 * first one of the log on; nothing is changed by it. Not safe for use by several threads.
 */
public final class WhatIf {
  private static final int REMEMBERED = 100_000;

  /** In place of a rule: something is released besides, or at another price. */
  private static final String MORE = "MORE";

  private static final String FEE = "FEE";

  private final Pack pack;
  private final long fromMillis;
  private final long toMillis;
  private final SignedClaims reader;
  private final WhatIfReport.Sums sums = new WhatIfReport.Sums();
  private State state = State.EMPTY;

  /** Which refusals turned out how, for the entries that count their repeats. */
  private final Map<String, Seen> refusals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What a decision would have been: what changed, and by which rule. */
  private record Seen(Change change, String rule) {}

  /**
   * Begins.
   *
   * @param fromMillis the first recorded time that is looked at
   * @param toMillis the first that no longer is
   */
  public WhatIf(Pack pack, long fromMillis, long toMillis, SignedClaims reader) {
    this.pack = pack;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.reader = reader;
  }

  /** Takes the next entry of the log. */
  public void accept(LoggedEvent event, Optional<JsonObject> internal) {
    boolean within = event.recordedMillis() >= fromMillis && event.recordedMillis() < toMillis;
    if (within) {
      PastDecision.of(event, internal, reader).ifPresent(past -> compare(event, past));
    }
    state = state.fold(event);
  }

  /** What was found so far. */
  public WhatIfReport report() {
    return sums.report(pack.id(), pack.version(), pack.digest());
  }

  private void compare(LoggedEvent event, PastDecision past) {
    Optional<Seen> seen =
        past.first().isPresent()
            ? Optional.ofNullable(refusals.get(past.first().get()))
            : decide(event, past);
    if (seen.isEmpty()) {
      sums.unreadable(past.repeats());
      return;
    }
    if (!past.permit()) {
      refusals.put(event.id(), seen.get());
    }
    YearMonth month =
        YearMonth.from(Instant.ofEpochMilli(event.recordedMillis()).atZone(pack.zone()));
    sums.add(
        new WhatIfReport.Case(
            past.permit(),
            seen.get().change(),
            seen.get().rule(),
            past.released().from().orElse(""),
            past.released().to().orElse(""),
            month.toString()),
        past.repeats());
  }

  private Optional<Seen> decide(LoggedEvent event, PastDecision past) {
    return past.request()
        .map(
            request -> {
              Decision now =
                  Rules.decideBy(
                      pack,
                      state.withSize(event.index()),
                      request,
                      Instant.ofEpochMilli(event.recordedMillis()));
              return past.permit() ? permitted(past, now) : refused(past, now);
            });
  }

  private static Seen permitted(PastDecision past, Decision now) {
    if (!now.isPermit()) {
      return new Seen(Change.NEWLY_REFUSED, now.ruleId().orElse(""));
    }
    Set<String> before = new TreeSet<>(past.released().categories());
    if (!before.equals(now.categories())) {
      String rule =
          now.omitted().stream()
              .filter(omission -> before.contains(omission.category()))
              .map(omission -> omission.ruleId())
              .findFirst()
              .orElse(MORE);
      return new Seen(Change.OTHER_CATEGORIES, rule);
    }
    Optional<Long> amount =
        past.released()
            .fee()
            .map(ReleaseFee.Partial::amount)
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong);
    boolean samePrice = amount.equals(now.granted().fee().map(Fee::amount));
    return samePrice ? new Seen(Change.NONE, "") : new Seen(Change.OTHER_FEE, FEE);
  }

  private static Seen refused(PastDecision past, Decision now) {
    if (now.isPermit()) {
      return new Seen(Change.NEWLY_PERMITTED, past.ruleId().orElse(""));
    }
    boolean same = new DataDenied.Partial(past.data()).code().equals(now.code());
    return same
        ? new Seen(Change.NONE, "")
        : new Seen(Change.OTHERWISE_REFUSED, now.ruleId().orElse(""));
  }
}
