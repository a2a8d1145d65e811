package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceLeakCommandTest {
  private static final String PATH = "/v1/leaks:trace";
  private static final String ROW =
      "{\"fields\":{\"band\":\"B3\"},\"scheme\":\"ID_CARD\",\"value\":\"XX123456\"}\n";

  @TempDir private Path folder;
  private PartyServer server;

  @BeforeEach
  void start() throws IOException {
    server = new PartyServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Run trace(String rows, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("leak.ndjson"), rows);
    Path token = Files.writeString(folder.resolve("token"), "t\n");
    String[] line = {
      "trace-leak",
      file.toString(),
      "--token-file",
      token.toString(),
      "--ticket",
      "L-1",
      "--vault-url",
      server.url()
    };
    String[] all = java.util.Arrays.copyOf(line, line.length + more.length);
    System.arraycopy(more, 0, all, line.length, more.length);
    return Run.tally(all);
  }

  @Test
  void trace_sendsTheRows_andShowsTheRanking() throws Exception {
    server.answer(
        PATH,
        200,
        "{\"rows\":2,\"known\":2,\"matched\":2,\"recipients\":[{\"recipient\":\"bureau-north\",\"rows\":2,"
            + "\"alone\":1,\"guiltPpm\":987654,\"weight\":4394}]}");

    Run run = trace(ROW + "\n" + ROW, "--guess", "50");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out())
        .contains("2 of 2 rows were released")
        .contains("bureau-north: guilt 98.7654 %, 2 rows, 1 of them its alone");
    assertThat(server.asked(PATH))
        .contains("\"ticket\":\"L-1\"", "\"guessPermille\":50", "\"value\":\"XX123456\"");
  }

  @Test
  void trace_ofRowsThatNobodyWasGiven_cannotTell() throws Exception {
    server.answer(PATH, 200, "{\"rows\":1,\"known\":0,\"matched\":0,\"recipients\":[]}");

    Run run = trace(ROW);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("0 of 1 rows");
  }

  @Test
  void trace_namesTheLineThatIsNone_andNotWhatItHolds() throws Exception {
    Run run = trace(ROW + "{\"SECRET\":\n");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out() + run.err()).contains("line 2").doesNotContain("SECRET");
    assertThat(server.asked(PATH)).isEmpty();
    assertThat(trace("").out()).contains("1 to 5000 rows");
  }

  @Test
  void trace_showsTheRefusal() throws Exception {
    server.answer(
        PATH,
        403,
        "{\"code\":\"OUT_OF_AUDIT_SCOPE\",\"status\":403,\"title\":\"t\",\"detail\":\"d\",\"type\":\"x\"}");

    Run run = trace(ROW);

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.out()).contains("OUT_OF_AUDIT_SCOPE");
  }
}
