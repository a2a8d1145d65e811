package dev.tallystick.system.abuse;

import dev.tallystick.system.abuse.AbuseCase.Expected;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Wrong callers: none, forged, for another service, of another role. */
final class CallerCases {
  private final Callers callers;

  CallerCases(Callers callers) {
    this.callers = callers;
  }

  List<AbuseCase> of(ApiOperation operation) {
    List<AbuseCase> cases = new ArrayList<>();
    Requests requests = new Requests(operation);
    Expected unknown = operation.isPublic() ? Expected.ANSWERED : Expected.UNKNOWN_CALLER;
    cases.add(new AbuseCase(operation, "no token", requests.plain().build(), unknown));
    String genuine = callers.token(someRole(operation), operation.service());
    add(
        cases,
        operation,
        "token for another service",
        callers.tokenForAnother(operation.service()));
    add(cases, operation, "no JWT", "x.y.z");
    add(cases, operation, "token with another signature", tampered(genuine));
    add(cases, operation, "token without an algorithm", unsigned(genuine));
    add(cases, operation, "token of another issuer's making", reissued(genuine));
    if (!operation.isPublic()) {
      for (String role : Callers.others(operation)) {
        HttpRequest request =
            Requests.as(requests.plain(), callers.token(role, operation.service())).build();
        cases.add(new AbuseCase(operation, "role " + role, request, Expected.FORBIDDEN));
      }
      for (String role : operation.roles()) {
        HttpRequest request =
            Requests.as(requests.plain(), callers.token(role, operation.service())).build();
        boolean mayAnswer =
            operation.parameters("path").isEmpty() || OpenToAll.reason(operation).isPresent();
        Expected expected = mayAnswer ? Expected.ANSWERED : Expected.REFUSED;
        cases.add(new AbuseCase(operation, "ids of nothing as " + role, request, expected));
      }
    }
    return cases;
  }

  private static void add(
      List<AbuseCase> cases, ApiOperation operation, String name, String token) {
    // A token that is no good is refused also where none is needed.
    cases.add(
        new AbuseCase(
            operation,
            name,
            Requests.as(new Requests(operation).plain(), token).build(),
            operation.isPublic() ? Expected.ANSWERED : Expected.UNKNOWN_CALLER));
  }

  static String someRole(ApiOperation operation) {
    return operation.roles().stream().findFirst().orElse("operator");
  }

  private static String tampered(String token) {
    int last = token.lastIndexOf('.') + 10;
    char other = token.charAt(last) == 'A' ? 'B' : 'A';
    return token.substring(0, last) + other + token.substring(last + 1);
  }

  private static String unsigned(String token) {
    return encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + token.split("\\.", -1)[1] + ".";
  }

  /** The same claims with every role, under the signature of others. */
  private static String reissued(String token) {
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String greedy =
        claims.replace("\"roles\":[", "\"roles\":[\"regulator\",\"operator\",\"service\",");
    return parts[0] + "." + encode(greedy) + "." + parts[2];
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
