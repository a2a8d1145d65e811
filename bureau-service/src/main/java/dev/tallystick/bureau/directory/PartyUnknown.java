package dev.tallystick.bureau.directory;

import dev.tallystick.problem.DomainProblem;

/** 403: the caller's party is not registered. */
public final class PartyUnknown extends DomainProblem {
  private static final long serialVersionUID = 1L;

  PartyUnknown() {
    super("PARTY_UNKNOWN", 403, "Party unknown", "No party of this id is registered.");
  }
}
