package dev.tallystick.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsafeDatabaseTest {
  @ParameterizedTest
  @ValueSource(strings = {"on", "remote_apply"})
  void findings_ofADurableDatabase_areNone(String synchronousCommit) {
    assertThat(new UnsafeDatabase("app", true, true, synchronousCommit, false).findings())
        .isEmpty();
  }

  /** With a standby these confirm a commit before it is on the standby's disk. */
  @ParameterizedTest
  @ValueSource(strings = {"local", "remote_write", "off"})
  void findings_nameACommitThatAFailOverCanLose(String synchronousCommit) {
    assertThat(new UnsafeDatabase("app", true, true, synchronousCommit, false).findings())
        .singleElement()
        .matches(Finding::fatal)
        .matches(finding -> finding.name().equals("commit-not-durable"));
  }

  @Test
  void findings_nameEachSettingThatCanLoseACommit() {
    List<Finding> found = new UnsafeDatabase("app", false, false, "off", false).findings();

    assertThat(found).allMatch(Finding::fatal);
    assertThat(found).extracting(Finding::name).containsOnly("commit-not-durable");
    assertThat(found.toString())
        .contains("fsync = on", "full_page_writes = on", "synchronous_commit = on");
  }

  @Test
  void findings_nameARoleThatMayChangeTheSchema() {
    assertThat(new UnsafeDatabase("boss", true, true, "on", true).findings())
        .singleElement()
        .matches(Finding::fatal)
        .matches(finding -> finding.name().equals("database-role-too-strong"))
        .matches(finding -> finding.problem().contains("boss"));
  }
}
