package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.state.SuiteFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallCommandTest {
  @TempDir private Path temp;

  @Test
  void token_isSentToNobodyElse() throws Exception {
    for (String url :
        List.of(
            "http://elsewhere.example/v1/me/usage",
            "http://127.0.0.1:8083.elsewhere.example/v1/me/usage",
            "http://127.0.0.1:8083@elsewhere.example/v1/me/usage",
            "http://127.0.0.1:80830/v1/me/usage",
            "https://127.0.0.1:8083/v1/me/usage")) {
      assertRefused("no service of this suite", "citizen1", "GET", url);
    }
  }

  @Test
  void call_needsSomebodyAMethodAndAnAddress() throws Exception {
    assertRefused("the command is: call NAME", "citizen1", "GET");
    assertRefused("nobody is called nobody", "nobody", "GET", "http://127.0.0.1:8083/x");
  }

  @Test
  void freshLogIn_isForPeopleWithoutACode() throws Exception {
    for (String name : List.of("operator", "bank-hill", "prometheus")) {
      assertRefused("--fresh is for people", name, "GET", "http://127.0.0.1:8083/x", "--fresh");
    }
  }

  private void assertRefused(String message, String... words) throws Exception {
    Path home = SuiteFolder.open(temp.resolve("state")).root();
    List<String> line = new ArrayList<>(List.of("call"));
    line.addAll(List.of(words));
    assertThatThrownBy(() -> new CallCommand(System.out).run(Arguments.parse(line, home)))
        .as(String.join(" ", words))
        .isInstanceOf(Arguments.UsageException.class)
        .hasMessageContaining(message);
  }
}
