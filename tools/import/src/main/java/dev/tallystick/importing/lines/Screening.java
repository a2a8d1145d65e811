package dev.tallystick.importing.lines;

import dev.tallystick.importing.lines.Outcomes.Kind;
import dev.tallystick.importing.lines.Outcomes.Reason;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.mapping.Prohibited;
import dev.tallystick.importing.mapping.RowCondition;
import dev.tallystick.importing.mapping.RowRefusedException;
import dev.tallystick.importing.mapping.RowValues;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Turns rows away before anything is made of them; what is prohibited before all else (R21). For
 * one thread.
 */
final class Screening {
  /** Goods have the same description again and again. */
  private static final int REMEMBERED = 20_000;

  private final Mapping mapping;
  private final Map<String, Optional<Prohibited>> judged = new HashMap<>();

  Screening(Mapping mapping) {
    this.mapping = mapping;
  }

  /** Why the row is turned away, if it is. */
  Optional<Reason> turnsAway(RowValues row) throws RowRefusedException {
    Optional<Prohibited> goods = prohibited(row);
    if (goods.isPresent()) {
      return Optional.of(new Reason(Kind.PROHIBITED, goods.get().category(), goods.get().column()));
    }
    for (Map.Entry<String, RowCondition> reason : mapping.leaveOut().entrySet()) {
      if (reason.getValue().holds(row)) {
        return Optional.of(new Reason(Kind.LEFT_OUT, reason.getKey(), ""));
      }
    }
    return Optional.empty();
  }

  private Optional<Prohibited> prohibited(RowValues row) {
    if (mapping.prohibited().isEmpty()) {
      return Optional.empty();
    }
    StringBuilder texts = new StringBuilder();
    for (Prohibited goods : mapping.prohibited()) {
      texts.append(row.find(goods.column()).orElse("")).append('\0');
    }
    if (judged.size() >= REMEMBERED) {
      judged.clear();
    }
    return judged.computeIfAbsent(
        texts.toString(),
        any -> mapping.prohibited().stream().filter(goods -> goods.isIn(row)).findFirst());
  }
}
