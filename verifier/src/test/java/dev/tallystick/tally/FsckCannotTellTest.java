package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that cannot be reached is not a log that is wrong. */
class FsckCannotTellTest {
  @TempDir private Path folder;

  @Test
  void fsck_cannotTellIfNobodyAnswers() throws IOException {
    // Bound and not listening: nobody else gets the port meanwhile.
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String url = "http://127.0.0.1:" + taken.getLocalPort();

      Run run = Run.tally("fsck", url, "--vkey", SampleLog.VKEY, "--tries", "1");

      assertThat(run.line("checkpoint"))
          .startsWith("checkpoint | cannot tell | " + url + "/log/checkpoint: no connection: ");
      assertThat(run.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void fsck_cannotTellIfTheServerFailsEachTime() throws IOException {
    try (LogServer server = LogServer.of(SampleLog.ofSize(600).files())) {
      server.failing("tile/0/001", 500, 503);

      Run run = Run.tally("fsck", server.url(), "--vkey", SampleLog.VKEY, "--tries", "2");

      assertThat(run.line("files"))
          .isEqualTo(
              "files | cannot tell | %s/log/tile/0/001: answered with 503, after 2 tries"
                  .formatted(server.url()));
      assertThat(run.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void fsck_cannotTellIfTheServerRefuses() throws IOException {
    try (LogServer server = LogServer.of(SampleLog.ofSize(600).files())) {
      server.failing("tile/0/001", 403);

      Run run = Run.tally("fsck", server.url(), "--vkey", SampleLog.VKEY);

      assertThat(run.line("files"))
          .isEqualTo(
              "files | cannot tell | %s/log/tile/0/001: answered with 403".formatted(server.url()));
      assertThat(run.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void fsck_cannotTellIfTheAnswerDoesNotCome() throws IOException {
    try (LogServer server = LogServer.of(SampleLog.ofSize(5).files())) {
      server.hanging("tile/0/000.p/5");

      Run run =
          Run.tally(
              "fsck", server.url(), "--vkey", SampleLog.VKEY, "--timeout", "3", "--tries", "1");

      assertThat(run.line("files"))
          .isEqualTo(
              "files | cannot tell | %s/log/tile/0/000.p/5: no answer within 3 s"
                  .formatted(server.url()));
      assertThat(run.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void fsck_cannotTellWhereThereIsNoLog() throws IOException {
    Run ofFolder = Run.tally("fsck", folder.toString());
    assertThat(ofFolder.line("checkpoint"))
        .isEqualTo(
            "checkpoint | cannot tell | no checkpoint at %s or %s"
                .formatted(folder.resolve("checkpoint"), folder.resolve("log/checkpoint")));
    assertThat(ofFolder.exitCode()).isEqualTo(2);
    try (LogServer server = LogServer.of(Map.of())) {
      Run ofServer = Run.tally("fsck", server.url());
      assertThat(ofServer.line("checkpoint"))
          .isEqualTo(
              "checkpoint | cannot tell | no checkpoint at %s/log/checkpoint or %s/checkpoint"
                  .formatted(server.url(), server.url()));
      assertThat(ofServer.exitCode()).isEqualTo(2);
    }
    for (String address : new String[] {"http://", "http:///x", "https://a b/", "http://h/?q=1"}) {
      Run ofAddress = Run.tally("fsck", address);
      assertThat(ofAddress.line("checkpoint"))
          .isEqualTo(
              "checkpoint | cannot tell | %s: not an address of the form http(s)://host/path"
                  .formatted(address));
      assertThat(ofAddress.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void fsck_cannotTellWithoutAKeyButChecksTheFiles() {
    SampleLog log = SampleLog.ofSize(5);
    log.files().remove("vkey");
    log.writeTo(folder);

    Run run = Run.tally("fsck", folder.toString());

    assertThat(run.line("signature"))
        .isEqualTo(
            "signature | cannot tell | no key to check it with: give --vkey, --vkey-file or"
                + " --policy");
    assertThat(run.line("files")).startsWith("files | holds | ");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void fsck_cannotTellWithAKeyOfTheLogThatIsNone() {
    SampleLog log = SampleLog.ofSize(5);
    log.files().put("vkey", "hello\n".getBytes(UTF_8));
    log.writeTo(folder);

    Run run = Run.tally("fsck", folder.toString());

    assertThat(run.line("key"))
        .isEqualTo(
            "key | cannot tell | %s: not a verifier key: not of the form name+keyid+base64"
                .formatted(folder.resolve("vkey")));
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
