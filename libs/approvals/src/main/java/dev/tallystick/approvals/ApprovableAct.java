package dev.tallystick.approvals;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ApprovalProposed;
import java.util.Set;

/** A kind of act that takes two persons. A service has a bean for each kind that it carries out. */
public interface ApprovableAct {
  /** Which kind. */
  ApprovalProposed.Action action();

  /** The roles of which the second person must have one. */
  Set<String> approverRoles();

  /**
   * Does what was proposed, after the approval is in the log. May be called again for the same
   * approval after a crash: what is done already must stay as it is.
   *
   * @return what became of it, for the one who approved; no personal data
   */
  JsonObject carryOut(Approval approval);
}
