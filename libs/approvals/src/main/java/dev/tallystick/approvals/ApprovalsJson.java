package dev.tallystick.approvals;

import java.util.List;

/** Proposals, the newest first. */
record ApprovalsJson(List<ApprovalJson> approvals) {
  static ApprovalsJson of(List<Approval> approvals) {
    return new ApprovalsJson(approvals.stream().map(ApprovalJson::of).toList());
  }
}
