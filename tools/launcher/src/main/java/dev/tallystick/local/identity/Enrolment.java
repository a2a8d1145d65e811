package dev.tallystick.local.identity;

import dev.tallystick.events.SubjectForm;
import dev.tallystick.local.process.Http;
import dev.tallystick.local.realm.RealmJson;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
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
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int TOO_MANY = 429;

  /**
   * The token of the person whom this identifier belongs to. An operator may do so many privileged
   * acts in a minute; whoever enrols more people than that waits here for the next minute.
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
    Http.Answer answer = post(operatorToken, json);
    Matcher matcher = SUBJECT.matcher(answer.body());
    if (answer.status() >= 300 || !matcher.find()) {
      throw new IOException(
          "data-vault does not enrol the person (" + answer.status() + "): " + answer.body());
    }
    return matcher.group(1);
  }

  private Http.Answer post(String operatorToken, String json) throws IOException {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (true) {
      Http.Answer answer = Http.postJson(vault + "/v1/subjects:enrol", operatorToken, json, LIMIT);
      if (answer.status() != TOO_MANY || System.nanoTime() > deadline) {
        return answer;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
