package dev.tallystick.consent.decision;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Several questions in one call, each with the statement that covers it. */
record DecisionBatchRequestJson(
    @NotNull @Size(min = 1, max = DecisionBatchRequestJson.MOST) List<@NotNull @Valid DecisionRequestJson> questions) {
  /** As many platforms as a person's records may lie at, several times over. */
  static final int MOST = 64;
}
