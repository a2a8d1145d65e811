package dev.tallystick.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogIdTest {
  private static final String UUID = "019c11bd-1941-7f9b-844d-62360986f33a";
  private static final List<String> IDS =
      List.of(
          "con_" + UUID,
          "consent/con_" + UUID,
          "use/con_" + UUID,
          "ntc_" + UUID,
          UUID,
          "xyz_" + UUID,
          "con_" + UUID.toUpperCase(java.util.Locale.ROOT),
          "con_00000000-0000-0000-0000-000000000000",
          "con_ffffffff-ffff-ffff-ffff-ffffffffffff",
          "con_" + UUID.replace('-', '0'),
          "con_" + UUID + "0",
          "con_",
          "",
          "party/1211992da01cc8213a160ba5866a17fda0f5eb7652e1a805e86d86e872a30c74");

  @Test
  void toString_givesBackWhatWasRead() {
    for (String id : IDS) {
      assertThat(LogId.of(id)).as(id).hasToString(id).isEqualTo(LogId.of(id));
      assertThat(LogId.of(id).hashCode()).isEqualTo(LogId.of(id).hashCode());
    }
  }

  @Test
  void idsAreEqualAsTheirTextsAre() {
    Set<LogId> different = new HashSet<>();
    IDS.forEach(id -> assertThat(different.add(LogId.of(id))).as(id).isTrue());
  }
}
