package dev.tallystick.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.webhook.WebhookException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever names a webhook gets nobody called but the machine of that name, if it is public. */
class WebhookClientTest {
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final byte[] BODY = "{}".getBytes(US_ASCII);
  private static final SSLSocketFactory USUAL = (SSLSocketFactory) SSLSocketFactory.getDefault();

  @TempDir private Path folder;

  private static WebhookClient client(WebhookClient.Resolver resolver, boolean isLoopbackAllowed) {
    return new WebhookClient(resolver, USUAL, reach(isLoopbackAllowed, List.of()), PATIENCE);
  }

  private static WebhookReach reach(boolean isLoopbackAllowed, List<String> neverTo) {
    return new WebhookReach(isLoopbackAllowed, Set.of(), neverTo);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static Reason refusal(WebhookClient client, String url) {
    try (client) {
      WebhookException refused =
          catchThrowableOfType(
              WebhookException.class, () -> client.post(URI.create(url), Map.of(), BODY));
      assertThat(refused).as(url).isNotNull();
      return refused.reason();
    }
  }

  /** A server of one answer, which counts who connects. */
  private static final class OneAnswer implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String request = "";

    interface Answer {
      void to(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    OneAnswer(ServerSocket socket, Answer answer) {
      this.socket = socket;
      Thread thread =
          new Thread(
              () -> {
                while (!socket.isClosed()) {
                  try (Socket peer = socket.accept()) {
                    connections.incrementAndGet();
                    byte[] head = new byte[4096];
                    int read = peer.getInputStream().read(head);
                    request = new String(head, 0, Math.max(read, 0), US_ASCII);
                    answer.to(peer.getInputStream(), peer.getOutputStream());
                  } catch (IOException e) {
                    // The caller has gone, or the test is over.
                  } catch (InterruptedException e) {
                    return;
                  }
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    static OneAnswer plain(Answer answer) throws IOException {
      return new OneAnswer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), answer);
    }

    static OneAnswer plain(String answer) throws IOException {
      return plain((in, out) -> out.write(answer.getBytes(US_ASCII)));
    }

    int port() {
      return socket.getLocalPort();
    }

    String url() {
      return "http://hook.example:" + port() + "/in";
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static WebhookClient toLoopback() {
    return client(name -> new InetAddress[] {InetAddress.getLoopbackAddress()}, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:0a00:0001::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void addressThatIsNotPublic_isNotCalled(String text) {
    WebhookClient.Resolver resolver = name -> new InetAddress[] {address(text)};

    assertThat(refusal(client(resolver, false), "https://hook.example/"))
        .isEqualTo(Reason.NOT_PUBLIC);
  }

  /** However an address is written, it is what it leads to that counts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://localhost/",
        "https://0/"
      })
  void thisMachineByAnyName_isNotCalled(String url) {
    Reason refusal = refusal(client(InetAddress::getAllByName, false), url);

    // Some of these are no host's name to begin with.
    assertThat(refusal).isIn(Reason.NOT_PUBLIC, Reason.NOT_TRUSTED, Reason.NO_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "193.0.0.1",
        "223.255.255.255",
        "2400:cb00::1",
        "2606:4700::1",
        "2a00:1450::1"
      })
  void publicAddress_mayBeCalled(String text) {
    assertThat(PublicAddress.is(address(text))).isTrue();
  }

  @Test
  void nameThatLeadsToOnePrivateAddressAmongOthers_isNotCalled() {
    WebhookClient.Resolver resolver =
        name -> new InetAddress[] {address("8.8.8.8"), address("10.0.0.1")};

    assertThat(refusal(client(resolver, false), "https://hook.example/"))
        .isEqualTo(Reason.NOT_PUBLIC);
  }

  /** Machines inside may have addresses that are public by the registries. */
  @Test
  void blocksOfTheInstallation_areCalledByNobody() throws Exception {
    List<String> own = List.of("8.8.8.0/24", "2600:1f14:7::/48", "127.0.0.0/8");
    for (String inside : List.of("8.8.8.8", "2600:1f14:7::15")) {
      WebhookClient.Resolver resolver = name -> new InetAddress[] {address(inside)};
      assertThat(
              refusal(
                  new WebhookClient(resolver, USUAL, reach(false, own), PATIENCE),
                  "https://hook.example:5432/"))
          .isEqualTo(Reason.NOT_PUBLIC);
    }
    try (OneAnswer inner = OneAnswer.plain("HTTP/1.1 200 OK\r\n\r\n")) {
      WebhookClient client =
          new WebhookClient(
              name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
              USUAL,
              reach(true, own),
              PATIENCE);
      assertThat(refusal(client, inner.url())).isEqualTo(Reason.NOT_PUBLIC);
      assertThat(inner.connections).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10/8",
        "10.0.0.0/33",
        "300.0.0.0/8",
        "::/129",
        "vault/8",
        "a::b::c/8",
        "/8",
        ""
      })
  void blocksThatAreNone_keepTheServiceFromStarting(String block) {
    assertThatThrownBy(
            () ->
                new WebhookClient(
                    InetAddress::getAllByName, USUAL, reach(false, List.of(block)), PATIENCE))
        .hasMessageContaining("never-to");
  }

  /** DNS rebinding: between the look and the call the name leads elsewhere. */
  @Test
  void nameThatLeadsElsewhereAMomentLater_isResolvedOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (OneAnswer server = OneAnswer.plain("HTTP/1.1 204 No Content\r\n\r\n");
        OneAnswer inner = OneAnswer.plain("HTTP/1.1 200 OK\r\n\r\n");
        WebhookClient client =
            client(
                name ->
                    new InetAddress[] {
                      asked.getAndIncrement() == 0
                          ? InetAddress.getLoopbackAddress()
                          : address("10.0.0.1")
                    },
                true)) {
      WebhookReply reply = client.post(URI.create(server.url()), Map.of("Webhook-Id", "a"), BODY);

      assertThat(reply.status()).isEqualTo(204);
      assertThat(asked).hasValue(1);
      assertThat(inner.connections).hasValue(0);
      assertThat(server.request)
          .startsWith("POST /in HTTP/1.1\r\nHost: hook.example:" + server.port() + "\r\n")
          .contains("Webhook-Id: a\r\n");
    }
  }

  @Test
  void plainHttp_isForThisMachineAlone() {
    assertThat(
            refusal(
                client(name -> new InetAddress[] {address("8.8.8.8")}, true), "http://a.example/"))
        .isEqualTo(Reason.NOT_PUBLIC);
    assertThat(
            refusal(
                client(name -> new InetAddress[] {address("127.0.0.1")}, false),
                "http://a.example/"))
        .isEqualTo(Reason.NOT_TRUSTED);
  }

  @Test
  void redirect_isNotFollowed() throws Exception {
    try (OneAnswer inner = OneAnswer.plain("HTTP/1.1 200 OK\r\n\r\n");
        OneAnswer server =
            OneAnswer.plain(
                "HTTP/1.1 307 Go\r\nLocation: http://127.0.0.1:"
                    + inner.port()
                    + "/\r\nContent-Length: 0\r\n\r\n");
        WebhookClient client = toLoopback()) {
      WebhookReply reply = client.post(URI.create(server.url()), Map.of(), BODY);

      assertThat(reply.isSuccess()).isFalse();
      assertThat(inner.connections).hasValue(0);
    }
  }

  @Test
  void answerWithoutEnd_isCutOff() throws Exception {
    byte[] much = new byte[8192];
    try (OneAnswer server =
        OneAnswer.plain(
            (in, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
              while (true) {
                out.write(much);
              }
            })) {
      assertThat(refusal(toLoopback(), server.url())).isEqualTo(Reason.TOO_LARGE);
    }
    for (String head :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n",
            "HTTP/1.1 200 OK\r\nX: " + "x".repeat(WebhookReply.MOST_BYTES))) {
      try (OneAnswer server = OneAnswer.plain(head)) {
        assertThat(refusal(toLoopback(), server.url())).isEqualTo(Reason.TOO_LARGE);
      }
    }
  }

  @Test
  void answerThatDripsOrNeverComes_isNotWaitedFor() throws Exception {
    for (OneAnswer.Answer slow :
        List.<OneAnswer.Answer>of(
            (in, out) -> {
              for (char letter : "HTTP/1.1 200 OK\r\nX: much too slow by far".toCharArray()) {
                out.write(letter);
                Thread.sleep(100);
              }
            },
            (in, out) -> Thread.sleep(10_000))) {
      try (OneAnswer server = OneAnswer.plain(slow)) {
        long begin = System.nanoTime();
        assertThat(refusal(toLoopback(), server.url())).isIn(Reason.TOO_SLOW, Reason.NO_ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE.plusSeconds(3));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-x\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        ""
      })
  void answerThatIsNone_isRefused(String answer) throws Exception {
    try (OneAnswer server = OneAnswer.plain(answer)) {
      assertThat(refusal(toLoopback(), server.url())).isEqualTo(Reason.MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ncode",
        "HTTP/1.0 200 OK\r\n\r\ncode",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ncode",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nco\r\n2;x=1\r\nde\r\n0\r\n\r\n"
      })
  void answer_isReadToItsEnd(String answer) throws Exception {
    try (OneAnswer server = OneAnswer.plain(answer);
        WebhookClient client = toLoopback()) {
      assertThat(client.post(URI.create(server.url()), Map.of(), BODY))
          .isEqualTo(new WebhookReply(200, "code"));
    }
  }

  @Test
  void machine_hasToProveTheNameThatItIsCalledBy() throws Exception {
    SSLContext known = tls("hook.example");
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    WebhookClient.Resolver resolver = name -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    try (OneAnswer server =
        new OneAnswer(
            known
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress()),
            (in, out) -> out.write(answer.getBytes(US_ASCII)))) {
      String rest = ":" + server.port() + "/";
      try (WebhookClient client =
          new WebhookClient(resolver, known.getSocketFactory(), reach(true, List.of()), PATIENCE)) {
        assertThat(client.post(URI.create("https://hook.example" + rest), Map.of(), BODY).text())
            .isEqualTo("ok");
      }
      assertThat(
              refusal(
                  new WebhookClient(
                      resolver, known.getSocketFactory(), reach(true, List.of()), PATIENCE),
                  "https://other.example" + rest))
          .as("the certificate of another name")
          .isEqualTo(Reason.NOT_TRUSTED);
      assertThat(
              refusal(
                  new WebhookClient(resolver, USUAL, reach(true, List.of()), PATIENCE),
                  "https://hook.example" + rest))
          .as("a certificate that nobody vouches for")
          .isEqualTo(Reason.NOT_TRUSTED);
    }
  }

  /** Machines of one's own network are called by the names that the installation has given. */
  @Test
  void ownHosts_areCalledByTheirNameAndHttpsAlone() throws Exception {
    SSLContext known = tls("hook.example");
    WebhookReach own = new WebhookReach(false, Set.of("Hook.example"), List.of());
    WebhookReach kept = new WebhookReach(false, Set.of("hook.example"), List.of("127.0.0.0/8"));
    WebhookClient.Resolver resolver = name -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    try (OneAnswer server =
        new OneAnswer(
            known
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress()),
            (in, out) -> out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII)))) {
      String rest = ":" + server.port() + "/";
      try (WebhookClient client =
          new WebhookClient(resolver, known.getSocketFactory(), own, PATIENCE)) {
        assertThat(client.post(URI.create("https://hook.example" + rest), Map.of(), BODY).status())
            .isEqualTo(204);
      }
      assertThat(
              refusal(
                  new WebhookClient(resolver, known.getSocketFactory(), own, PATIENCE),
                  "https://other.example" + rest))
          .isEqualTo(Reason.NOT_PUBLIC);
      assertThat(
              refusal(
                  new WebhookClient(resolver, known.getSocketFactory(), own, PATIENCE),
                  "http://hook.example" + rest))
          .isEqualTo(Reason.NOT_TRUSTED);
      assertThat(
              refusal(
                  new WebhookClient(resolver, known.getSocketFactory(), kept, PATIENCE),
                  "https://hook.example" + rest))
          .isEqualTo(Reason.NOT_PUBLIC);
    }
  }

  /** A machine of this name with a certificate that it vouches for itself. */
  private SSLContext tls(String name) throws Exception {
    Path file = folder.resolve("hook.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "hook",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-validity",
                "2")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor())
        .as(new String(keytool.getInputStream().readAllBytes(), US_ASCII))
        .isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void judge_refusesWhatWouldNotBeCalled_andCallsNobody() throws Exception {
    try (OneAnswer server = OneAnswer.plain("HTTP/1.1 200 OK\r\n\r\n");
        WebhookClient ofStrangers = client(name -> new InetAddress[] {address(name)}, false);
        WebhookClient nowhere =
            client(
                name -> {
                  throw new UnknownHostException(name);
                },
                false);
        WebhookClient toThisMachine = toLoopback()) {
      assertThat(judged(ofStrangers, "https://10.0.0.1/in")).isEqualTo(Reason.NOT_PUBLIC);
      assertThat(judged(ofStrangers, server.url())).isEqualTo(Reason.NOT_TRUSTED);
      assertThat(judged(nowhere, "https://hook.example/in")).isEqualTo(Reason.NO_ANSWER);
      ofStrangers.judge(URI.create("https://8.8.8.8/in"));
      toThisMachine.judge(URI.create(server.url()));

      assertThat(server.connections).hasValue(0);
    }
  }

  private static Reason judged(WebhookClient client, String url) {
    WebhookException refused =
        catchThrowableOfType(WebhookException.class, () -> client.judge(URI.create(url)));
    assertThat(refused).as(url).isNotNull();
    return refused.reason();
  }

  @Test
  void headers_nameTheMessageAndTheTime_andSignBoth() {
    WebhookSecret secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(secret.headers("itm_1", Instant.ofEpochSecond(1614265330), BODY))
        .containsOnly(
            Map.entry("Webhook-Id", "itm_1"),
            Map.entry("Webhook-Timestamp", "1614265330"),
            Map.entry("Webhook-Signature", secret.signature("itm_1", 1614265330, BODY)));
  }

  @Test
  void secret_signsAsStandardWebhooksDoes() {
    // The example of the specification's libraries.
    WebhookSecret secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    byte[] body = "{\"test\": 2432232314}".getBytes(US_ASCII);

    assertThat(secret.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThatThrownBy(() -> WebhookSecret.parse("x")).isInstanceOf(RuntimeException.class);
  }
}
