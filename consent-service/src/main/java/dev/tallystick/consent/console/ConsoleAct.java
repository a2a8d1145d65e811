package dev.tallystick.consent.console;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that an administrator did in the console.
 *
 * @param id the provider's id of its own record
 * @param account who did it
 * @param operation such as {@code UPDATE}
 * @param resource such as {@code USER}
 * @param path on what, as the provider names it
 */
record ConsoleAct(
    String id, Instant at, String account, String operation, String resource, String path) {
  private static final int MAX_CODE = 64;
  private static final int MAX_REF = 64;
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /** Ids and the words between them; a name that somebody has chosen is neither. */
  private static final Pattern SEGMENT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z][a-z-]{1,30}");

  private static final String UNKNOWN = "unknown";

  /** The act as the log names it, such as {@code KEYCLOAK.UPDATE.USER}. */
  String code() {
    String code =
        ("KEYCLOAK." + operation + "." + resource)
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9._-]", "_");
    return code.length() <= MAX_CODE ? code : code.substring(0, MAX_CODE);
  }

  /** The account as the log takes it. */
  String staff() {
    return ACCOUNT.matcher(account).matches() ? account : UNKNOWN;
  }

  /** The beginning of the path, up to the first part that is not an id or a plain word. */
  Optional<String> target() {
    StringBuilder target = new StringBuilder();
    for (String segment : path.split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches() || target.length() + segment.length() >= MAX_REF) {
        break;
      }
      target.append(target.length() == 0 ? "" : "/").append(segment);
    }
    return target.length() == 0 ? Optional.empty() : Optional.of(target.toString());
  }
}
