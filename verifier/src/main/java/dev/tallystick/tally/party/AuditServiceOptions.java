package dev.tallystick.tally.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.party.AccessTokens;
import dev.tallystick.party.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which an auditor reads what audit-service opens to them. */
public final class AuditServiceOptions {
  private static final Duration CONNECT = Duration.ofSeconds(20);

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The file with your access token; - is standard input. Your reads are logged.")
  private @Nullable String tokenFile;

  @Mixin private AuditUrlOption audit = new AuditUrlOption();

  @Option(
      names = "--purpose",
      paramLabel = "TEXT",
      defaultValue = "audit",
      description = "What you read it for; the log keeps it (${DEFAULT-VALUE}).")
  private String purpose = "audit";

  /** Whether there is a token. */
  public boolean hasToken() {
    return tokenFile != null;
  }

  /**
   * The client that asks with the token.
   *
   * @param in standard input, from which the token may come
   * @throws IOException if there is none
   */
  public ApiClient client(InputStream in) throws IOException {
    String file = tokenFile;
    if (file == null) {
      throw new IOException("whose reads are they? Say --token-file");
    }
    return new ApiClient(
        HttpClient.newBuilder().connectTimeout(CONNECT).build(),
        AccessTokens.of(SecretFile.read(file, in)));
  }

  /** The address of a path of the service. */
  public URI address(String path) {
    return audit.at(path);
  }

  /** The address of a path of the service, with the purpose as a parameter of its query. */
  public URI addressWithPurpose(String path) {
    String sign = path.contains("?") ? "&" : "?";
    return address(path + sign + "purpose=" + URLEncoder.encode(purpose, UTF_8));
  }

  /** Where the service is, and so its log. */
  public String base() {
    return audit.service().toString();
  }

  /** What it is read for. */
  public String purpose() {
    return purpose;
  }
}
