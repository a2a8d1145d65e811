package dev.tallystick.vault.objection;

import java.time.LocalDate;

/** An objection that was not answered in time; nothing of what was written. */
record OverdueObjection(String id, String subject, String party, LocalDate dueOn) {
  @Override
  public String toString() {
    return "OverdueObjection[" + id + "]";
  }
}
