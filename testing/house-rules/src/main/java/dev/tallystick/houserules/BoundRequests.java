package dev.tallystick.houserules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.dpop.ClientProofs;
import dev.tallystick.keys.ClientKey;
import io.restassured.RestAssured;
import io.restassured.authentication.PreemptiveOAuth2HeaderScheme;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Sends the tokens of parties as their machines do: with a proof for each request, made with a key
 * that is drawn for these tests. Tests that use REST Assured's {@code auth().oauth2(token)} need do
 * nothing; a filter puts the proof in the place of the plain header.
 */
public final class BoundRequests {
  private static final ClientKey KEY = ClientKey.draw();
  private static final ClientProofs PROOFS =
      new ClientProofs(KEY, () -> clock().instant(), new SecureRandom());

  private BoundRequests() {}

  /** The thumbprint that tokens are bound to. */
  static String thumbprint() {
    return KEY.thumbprint();
  }

  /**
   * From now on REST Assured sends proofs, in requests that are begun afterwards. Quarkus' tests do
   * this by themselves.
   */
  public static synchronized void install() {
    if (RestAssured.filters().stream().noneMatch(ProofFilter.class::isInstance)) {
      RestAssured.filters(new ProofFilter());
    }
  }

  /** The proofs that go with the tokens of {@link RealmTokens}. */
  public static ClientProofs proofs() {
    return PROOFS;
  }

  /** The same proofs as if they had been made so long ago. */
  public static ClientProofs proofsOf(Duration age) {
    return new ClientProofs(KEY, () -> clock().instant().minus(age), new SecureRandom());
  }

  /** The request with this token, and a proof if the token is bound; as it is if that is empty. */
  public static HttpRequest authorized(HttpRequest request, String token) {
    if (token.isEmpty()) {
      return request;
    }
    HttpRequest.Builder sent = HttpRequest.newBuilder(request, (name, value) -> true);
    if (isBound(token)) {
      PROOFS.headers(request.method(), request.uri(), token).forEach(sent::setHeader);
    } else {
      sent.setHeader("Authorization", "Bearer " + token);
    }
    return sent.build();
  }

  private static boolean isBound(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      return parts.length == 3
          && new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).contains(KEY.thumbprint());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The clock of the service under test, which tests move; outside of it the machine's. */
  private static InstantSource clock() {
    try {
      return CDI.current().select(Clock.class).get();
    } catch (IllegalStateException | NullPointerException e) {
      return InstantSource.system();
    }
  }

  private static final class ProofFilter implements Filter {
    @Override
    public Response filter(
        FilterableRequestSpecification request,
        FilterableResponseSpecification response,
        FilterContext context) {
      if (request.getAuthenticationScheme() instanceof PreemptiveOAuth2HeaderScheme scheme
          && isBound(scheme.getAccessToken())) {
        String token = scheme.getAccessToken();
        request.auth().none();
        PROOFS
            .headers(request.getMethod(), URI.create(request.getURI()), token)
            .forEach(request::replaceHeader);
      }
      return context.next(request, response);
    }
  }
}
