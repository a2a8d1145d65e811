package dev.tallystick.portal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordNumbersTest {
  @Test
  void numberBefore_isTheOneJustBefore() {
    assertThat(RecordNumbers.before("rec_019c1190-5e80-771c-8ffb-2d5d001ab037"))
        .isEqualTo("rec_019c1190-5e80-771c-8ffb-2d5d001ab036");
    assertThat(RecordNumbers.before("rec_00000001-0000-0000-0000-000000000000"))
        .isEqualTo("rec_00000000-ffff-ffff-ffff-ffffffffffff");
    assertThat(RecordNumbers.before("rec_00000000-0000-0000-0000-000000000000"))
        .isEqualTo("rec_00000000-0000-0000-0000-000000000000");
  }
}
