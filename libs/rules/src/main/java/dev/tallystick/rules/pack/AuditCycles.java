package dev.tallystick.rules.pack;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How often parties are audited, and how long by the same auditor (R56).
 *
 * @param every the time from one audit to the next, by role; other roles need none
 * @param above of how many people more a party must have data to be audited, by role; others are
 *     whatever their size
 * @param inARow how many audits in a row one auditor may hold
 */
public record AuditCycles(Map<String, Period> every, Map<String, Integer> above, int inARow) {
  /** The cycles of a pack that names none. */
  static final AuditCycles NONE = new AuditCycles(Map.of(), Map.of(), 1);

  public AuditCycles {
    every = Collections.unmodifiableMap(new TreeMap<>(every));
    above = Collections.unmodifiableMap(new TreeMap<>(above));
  }

  /** The day by which the audit after {@code last} is due; nothing for a role without a cycle. */
  public Optional<LocalDate> dueAfter(String role, LocalDate last) {
    return Optional.ofNullable(every.get(role)).map(last::plus);
  }

  /** Whether parties of this role are audited, some of them at least. */
  public boolean concern(String role) {
    return every.containsKey(role);
  }

  /** How many people a party of this role may have data of without being audited. */
  public OptionalInt exempt(String role) {
    Integer people = above.get(role);
    return people == null ? OptionalInt.empty() : OptionalInt.of(people);
  }

  /**
   * Whether an auditor may hold the next audit.
   *
   * @param before the auditors of the audits before it, the oldest first
   */
  public boolean mayHold(String auditor, List<String> before) {
    int most = Math.min(inARow, before.size());
    List<String> latest = before.subList(before.size() - most, before.size());
    return latest.size() < inARow || latest.stream().anyMatch(one -> !one.equals(auditor));
  }
}
