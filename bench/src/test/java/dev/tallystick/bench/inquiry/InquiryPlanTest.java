package dev.tallystick.bench.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InquiryPlanTest {
  @Test
  void plans_haveMorePeopleThanCallers() {
    assertThat(InquiryPlan.small().people()).isGreaterThanOrEqualTo(200);
    assertThat(InquiryPlan.full().people()).isGreaterThanOrEqualTo(200);
    assertThat(InquiryPlan.full().connections()).allMatch(callers -> callers < 200);
  }
}
