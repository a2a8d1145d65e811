package dev.tallystick.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CausesTest {
  @Test
  void databaseThatIsAway_isFoundBehindAFailedCommit() {
    Exception commit = new Exception("could not commit");
    commit.addSuppressed(new Exception("the resource failed", new SQLException("", "57P01")));

    DomainProblem problem = Causes.domainProblem(new IllegalStateException(commit));

    assertThat(problem).isInstanceOf(DatabaseAway.class);
  }

  @Test
  void failureOfAnotherKindBesideACommit_isAFault() {
    Exception commit = new Exception("could not commit");
    commit.addSuppressed(new SQLException("", "23505"));

    assertThat(Causes.domainProblem(commit)).isNull();
  }
}
