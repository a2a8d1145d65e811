package dev.tallystick.vault.record;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.vault.document.HandedMarks;
import java.util.List;
import java.util.Optional;

/**
 * What is said about a record and travels with every release of it.
 *
 * @param objection the objection that disputes it
 * @param statement what the person says about it
 */
public record Mark(Kind kind, Optional<String> objection, Optional<SaltedText> statement) {
  /** What kind of mark. */
  public enum Kind {
    /** The person says that it is wrong, and the answer is open (R46). */
    DISPUTED,
    /** Another source says otherwise (R39). */
    SOURCE_CONFLICT,
    /** The person's own words (R35). */
    STATEMENT
  }

  /**
   * The members that the marks add to a record that is handed over; the digest does not cover them.
   */
  static JsonObject members(List<Mark> marks) {
    HandedMarks.Builder members = HandedMarks.builder();
    for (Mark mark : marks) {
      if (mark.kind() == Kind.DISPUTED) {
        members.disputed(true);
      } else if (mark.kind() == Kind.SOURCE_CONFLICT) {
        members.sourceConflict(true);
      } else {
        addStatement(members, mark);
      }
    }
    return members.build().toJson();
  }

  @EnforcesRule("R35")
  static void addStatement(HandedMarks.Builder members, Mark mark) {
    members.statement(mark.statement().map(SaltedText::text));
  }

  @Override
  public String toString() {
    return "Mark[" + kind + "]";
  }
}
