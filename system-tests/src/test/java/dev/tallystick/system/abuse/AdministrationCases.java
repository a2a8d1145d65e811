package dev.tallystick.system.abuse;

import dev.tallystick.dpop.ClientProofs;
import dev.tallystick.keys.ClientKey;
import dev.tallystick.system.abuse.AbuseCase.Expected;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Callers that have the role and may not call all the same: authorities by a password alone, people
 * beside somebody's proof, machines by a key of somebody else's, clerks where only their party's
 * machine may; and clerks and services at what belongs to authorities.
 */
final class AdministrationCases {
  private static final Set<String> AUTHORITIES = Set.of("regulator", "operator");
  private static final Set<String> MACHINES = Set.of("platform", "bureau", "lender");

  /** What changes a party's keys; tokens of clerks may not. */
  private static final String KEYS = ".*/keys(/.*)?";

  private final Callers callers;
  private final ClientProofs thief =
      new ClientProofs(ClientKey.draw(), InstantSource.system(), new SecureRandom());

  AdministrationCases(Callers callers) {
    this.callers = callers;
  }

  List<AbuseCase> of(ApiOperation operation) {
    List<AbuseCase> cases = new ArrayList<>();
    if (operation.isPublic()) {
      return cases;
    }
    Set<String> machines = both(operation.roles(), MACHINES);
    Set<String> authorities = both(operation.roles(), AUTHORITIES);
    for (String role : authorities) {
      String name = role + " by a password alone";
      cases.add(of(operation, name, callers.byPasswordAlone(role), Expected.UNKNOWN_CALLER));
      cases.add(stolen(operation, role, "beside somebody's proof"));
    }
    for (String role : machines) {
      cases.add(stolen(operation, role, "with a proof by another key"));
    }
    if (!authorities.isEmpty()) {
      withoutTheRole(operation, machines, cases);
    }
    if (operation.path().matches(KEYS) && !operation.method().equals("GET")) {
      for (String role : machines) {
        String clerk = callers.clerk(role);
        HttpRequest.Builder ofTheirParty = new Requests(operation).ofParty(Callers.party(role));
        cases.add(
            new AbuseCase(
                operation,
                "clerk of a " + role + " at the keys of their party",
                Requests.as(ofTheirParty, clerk).build(),
                Expected.FORBIDDEN));
      }
    }
    return cases;
  }

  private void withoutTheRole(ApiOperation operation, Set<String> machines, List<AbuseCase> cases) {
    for (String role : MACHINES) {
      if (!machines.contains(role)) {
        cases.add(of(operation, "clerk of a " + role, callers.clerk(role), Expected.FORBIDDEN));
      }
    }
    if (!operation.roles().contains("service") && Callers.isCalledByServices(operation.service())) {
      String service = callers.token("service", operation.service());
      cases.add(of(operation, "another service", service, Expected.FORBIDDEN));
    }
  }

  private static Set<String> both(Set<String> roles, Set<String> others) {
    Set<String> both = new TreeSet<>(roles);
    both.retainAll(others);
    return both;
  }

  /** The token is genuine; who sends it proves another key than the one that it is bound to. */
  private AbuseCase stolen(ApiOperation operation, String role, String how) {
    HttpRequest request = new Requests(operation).plain().build();
    String token = callers.token(role, operation.service());
    HttpRequest.Builder changed = HttpRequest.newBuilder(request, (name, value) -> true);
    thief.headers(request.method(), request.uri(), token).forEach(changed::setHeader);
    return new AbuseCase(operation, role + " " + how, changed.build(), Expected.UNKNOWN_CALLER);
  }

  private static AbuseCase of(
      ApiOperation operation, String name, String token, Expected expected) {
    HttpRequest request = Requests.as(new Requests(operation).plain(), token).build();
    return new AbuseCase(operation, name, request, expected);
  }
}
