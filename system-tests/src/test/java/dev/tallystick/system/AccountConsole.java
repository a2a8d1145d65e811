package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.local.identity.BrowserLogIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Supplier;

/** A person's own account pages, used the way that the browser does: log in, read, write. */
final class AccountConsole {
  /** Status and body of an answer. */
  record Answer(int status, String body) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLIENT = "account-console";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI account;
  private final String token;

  private AccountConsole(String realm, String token) {
    this.account = URI.create(realm + "/account/?userProfileMetadata=true");
    this.token = token;
  }

  /**
   * Logs somebody in.
   *
   * @param code asked for the one-time code, if the log-in page does
   */
  static AccountConsole logInAs(
      String realm, String username, String password, Supplier<String> code)
      throws IOException, InterruptedException {
    BrowserLogIn page = new BrowserLogIn(realm, CLIENT, realm + "/account/");
    return new AccountConsole(realm, page.token(username, password, code));
  }

  JsonNode read() throws IOException, InterruptedException {
    Answer answer = send(HttpRequest.newBuilder().GET());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  Answer write(JsonNode changed) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(changed.toString())));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request
                .uri(account)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }
}
