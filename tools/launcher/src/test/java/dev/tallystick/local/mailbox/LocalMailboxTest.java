package dev.tallystick.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalMailboxTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalMailbox mailbox = open();

  private static LocalMailbox open() {
    try {
      return LocalMailbox.open(0, 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  private void send(String to, String subject, String text) {
    GreenMailUtil.sendTextEmail(
        to,
        "alerts@tallystick.example",
        subject,
        text,
        new ServerSetup(mailbox.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(mailbox.address() + path)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void mail_toWhomever_isOnThePage_andAsItCame() throws Exception {
    assertThat(get("/").body()).contains("Nothing has come yet");

    send("mei@post.example", "First", "Open https://portal.example/me?a=1 and log in.");
    send("jun@post.example", "Second", "Nothing.");

    String page = get("/").body();
    assertThat(page).containsSubsequence("Second", "jun@post.example", "First", "mei@post.example");
    assertThat(page).contains("<a href=\"https://portal.example/me?a=1\">");
    assertThat(get("/1").body()).contains("Subject: First", "Message-ID: ");
    assertThat(get("/3").statusCode()).isEqualTo(404);
    assertThat(get("/0").statusCode()).isEqualTo(404);
  }

  @Test
  void scriptInAMail_isText() throws Exception {
    send("mei@post.example", "<script>alert(1)</script>", "<img src=x onerror='alert(2)'>");

    HttpResponse<String> page = get("/");

    assertThat(page.body()).doesNotContain("<script", "<img").contains("&lt;script&gt;");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
  }

  @Test
  void pageOfAnotherName_isNotServed() throws Exception {
    int port = URI.create(mailbox.address()).getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket
          .getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: evil.example:" + port + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).contains(" 421 ");
    }
  }

  @Test
  void mailbox_listensOnThisMachineAlone() {
    assertThat(mailbox.address()).startsWith("http://127.0.0.1:");
  }
}
