package dev.tallystick.consent.conflict;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who holds shares in whom, and which owners of a bureau are rivals of those it reports on. */
record OwnershipGraphJson(List<ShareJson> shares, List<ConflictJson> conflicts, long asOfSize) {

  /** A share as it was recorded. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShareJson(
      String holder, String held, long basisPoints, String since, @Nullable String approvalRef) {}

  /** An owner of a bureau, through others too, that competes with its sources. */
  record ConflictJson(String bureau, String holder, long basisPoints) {}
}
