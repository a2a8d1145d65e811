package dev.tallystick.vault.complaint;

import java.util.List;

/** Complaints, at most 200 of each token or party. */
record ComplaintsJson(List<ComplaintJson> complaints) {
  static ComplaintsJson of(List<Complaint> complaints) {
    return new ComplaintsJson(complaints.stream().map(ComplaintJson::of).toList());
  }

  @Override
  public String toString() {
    return "ComplaintsJson[redacted]";
  }
}
