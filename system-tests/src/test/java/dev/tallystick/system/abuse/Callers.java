package dev.tallystick.system.abuse;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Who calls: somebody of each role, with a token of the real realm that is renewed in time. */
public final class Callers {
  /** Tokens of the local realm live five minutes. */
  private static final long RENEWED_NANOS = 180_000_000_000L;

  private static final Map<String, String> BY_ROLE =
      new TreeMap<>(
          Map.of(
              "citizen", "citizen1",
              "platform", "mall-east",
              "bureau", "bureau-north",
              "lender", "bank-hill",
              "auditor", "auditor-scoped",
              "regulator", "regulator",
              "operator", "operator"));

  private static final Map<String, String> SERVICE_FOR =
      Map.of(
          "consent-service", "bureau-service",
          "data-vault", "bureau-service",
          "audit-service", "data-vault");

  /** Clerks of the parties above; those whom the realm lacks are added before. */
  private static final Map<String, String> CLERKS =
      Map.of("platform", "clerk-mall", "bureau", "clerk-north", "lender", "clerk-hill");

  private final Source source;
  private final Source byPasswordAlone;
  private final BoundCalls proofs;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String text, long drawnAt) {}

  /** Where tokens come from. */
  @FunctionalInterface
  public interface Source {
    /** A new token of somebody of the realm, for this service. */
    String token(String name, String service) throws Exception;
  }

  /**
   * Callers with tokens from there.
   *
   * @param byPasswordAlone where a person gets a token without a second factor
   * @param keys the folder of the keys that parties' tokens are bound to
   */
  public Callers(Source source, Source byPasswordAlone, Path keys) {
    this.source = source;
    this.byPasswordAlone = byPasswordAlone;
    this.proofs = new BoundCalls(keys);
  }

  /** The request as its caller would send it: with a proof of now if its token is bound. */
  HttpRequest withProof(HttpRequest request) {
    return proofs.withProof(request);
  }

  static Set<String> roles() {
    return BY_ROLE.keySet();
  }

  /** Whether there is a service that can get a token for this one. */
  static boolean isCalledByServices(String service) {
    return SERVICE_FOR.containsKey(service);
  }

  /** A token of somebody with this role, meant for this service. */
  String token(String role, String service) {
    return of(role.equals("service") ? SERVICE_FOR.getOrDefault(service, "") : name(role), service);
  }

  /** A genuine token of somebody with this role, who has given no second factor. */
  String byPasswordAlone(String role) {
    return of(name(role), "without a second factor", byPasswordAlone);
  }

  /** A token of a clerk of {@link #party}. */
  String clerk(String role) {
    return of(clerkName(role), "");
  }

  /** Who is a clerk of a party with this role. */
  public static String clerkName(String role) {
    return find(CLERKS, role);
  }

  /** The party that somebody with this role speaks for. */
  public static String party(String role) {
    return name(role);
  }

  /** A genuine token that is meant for another service than this one. */
  String tokenForAnother(String service) {
    return service.equals("audit-service")
        ? of("data-vault", "consent-service")
        : of("data-vault", "audit-service");
  }

  /** Roles that an operation does not list. */
  static List<String> others(ApiOperation operation) {
    return BY_ROLE.keySet().stream().filter(role -> !operation.roles().contains(role)).toList();
  }

  private static String name(String role) {
    return find(BY_ROLE, role);
  }

  private static String find(Map<String, String> names, String role) {
    String name = names.get(role);
    if (name == null) {
      throw new IllegalArgumentException("nobody of the realm has the role " + role);
    }
    return name;
  }

  private String of(String name, String service) {
    return of(name, service, source);
  }

  private String of(String name, String service, Source from) {
    String kept = name + " " + service;
    Token known = tokens.get(kept);
    if (known == null || System.nanoTime() - known.drawnAt() > RENEWED_NANOS) {
      try {
        known = new Token(from.token(name, service), System.nanoTime());
      } catch (Exception e) {
        throw new AssertionError("no token for " + name, e);
      }
      tokens.put(kept, known);
    }
    return known.text();
  }
}
