package dev.tallystick.local.realm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everyone in the local realm, as {@code identities.txt} lists them. */
public record Identities(List<Identity> all) {
  /** The services of the suite that a token can be meant for. */
  public static final List<String> AUDIENCES =
      List.of("consent-service", "data-vault", "audit-service", "bureau-service");

  private static final Set<String> ROLES =
      Set.of(
          "citizen", "platform", "bureau", "lender", "manager", "auditor", "regulator", "operator");

  /** Keeps a copy of the list and refuses a name that occurs twice. */
  public Identities {
    all = List.copyOf(all);
    Set<String> names = new HashSet<>();
    for (Identity identity : all) {
      if (!names.add(identity.name())) {
        throw new IllegalArgumentException("two identities are called " + identity.name());
      }
    }
  }

  /** The identities of the local realm. */
  public static Identities local() {
    return parse(Template.resource("identities.txt").text());
  }

  /**
   * These identities and those of more lines in the same format.
   *
   * @throws IllegalArgumentException if a line is no identity, or a name occurs twice
   */
  public Identities with(String lines) {
    List<Identity> more = new ArrayList<>(all);
    more.addAll(parse(lines).all());
    return new Identities(more);
  }

  /** Whether someone can have this role in the local realm, a service apart. */
  public static boolean isRole(String role) {
    return ROLES.contains(role);
  }

  /** Reads the lines of the resource's format, which its first lines describe. */
  static Identities parse(String text) {
    List<Identity> found = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        found.add(identity(line, line.split("\\s+", -1)));
      }
    }
    return new Identities(found);
  }

  /** The identity of that name. */
  public Optional<Identity> find(String name) {
    return all.stream().filter(identity -> identity.name().equals(name)).findFirst();
  }

  private static Identity identity(String line, String[] words) {
    return switch (words[0] + " " + words.length) {
      case "service 3" -> new Identity.Service(words[1], calls(line, words[2]));
      case "scraper 3" ->
          new Identity.Service(words[1], calls(line, words[2]), Identity.Service.SCRAPER);
      case "party 3" -> new Identity.Organisation(words[1], role(line, words[2]));
      case "person 8" ->
          new Identity.Person(
              words[1],
              role(line, words[2]),
              words[3],
              words[4],
              optional(words[5]),
              optional(words[6]),
              optional(words[7]));
      default -> throw new IllegalArgumentException("not an identity: " + line);
    };
  }

  private static List<String> calls(String line, String word) {
    List<String> calls = optional(word).map(list -> List.of(list.split(",", -1))).orElse(List.of());
    if (!AUDIENCES.containsAll(calls)) {
      throw new IllegalArgumentException("not a service to call: " + line);
    }
    return calls;
  }

  private static String role(String line, String word) {
    if (!ROLES.contains(word)) {
      throw new IllegalArgumentException("not a role: " + line);
    }
    return word;
  }

  private static Optional<String> optional(String word) {
    return word.equals("-") ? Optional.empty() : Optional.of(word);
  }
}
