package dev.tallystick.local.identity;

import dev.tallystick.events.SubjectForm;
import dev.tallystick.local.process.Http;
import dev.tallystick.local.realm.RealmJson;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gets the token of a person from the data vault, which allots one if it does not know the person.
 *
 * @param vault its address
 */
public record Enrolment(String vault) {
  private static final Pattern SUBJECT =
      Pattern.compile("\"subject\"\\s*:\\s*\"(" + SubjectForm.REGEX + ")\"");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * The token of the person whom this identifier belongs to.
   *
   * @param scheme of a customer number with its platform, {@code CUSTOMER_NO/mall-east}
   */
  public String subject(String operatorToken, String scheme, String value) throws IOException {
    int slash = scheme.indexOf('/');
    String json =
        "{\"identifier\":{\"scheme\":%s,\"value\":%s%s}}"
            .formatted(
                RealmJson.quote(slash < 0 ? scheme : scheme.substring(0, slash)),
                RealmJson.quote(value),
                slash < 0 ? "" : ",\"platform\":" + RealmJson.quote(scheme.substring(slash + 1)));
    Http.Answer answer = Http.postJson(vault + "/v1/subjects:enrol", operatorToken, json, LIMIT);
    Matcher matcher = SUBJECT.matcher(answer.body());
    if (answer.status() >= 300 || !matcher.find()) {
      throw new IOException(
          "data-vault does not enrol the person (" + answer.status() + "): " + answer.body());
    }
    return matcher.group(1);
  }
}
