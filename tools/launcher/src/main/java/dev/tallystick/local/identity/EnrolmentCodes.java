package dev.tallystick.local.identity;

import dev.tallystick.local.process.Http;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has the regulator issue codes by which parties register their first keys.
 *
 * @param consent the address of consent-service
 */
public record EnrolmentCodes(String consent) {
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([A-Z2-7-]{25,40})\"");
  private static final Pattern DETAIL = Pattern.compile("\"detail\"\\s*:\\s*\"([^\"]+)\"");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * A new code for a party; the one before is worth nothing from now on.
   *
   * @throws IOException if none is issued; the message says why
   */
  public String issue(String regulatorToken, String party) throws IOException {
    Http.Answer answer =
        Http.postJson(consent + "/v1/parties/" + party + "/enrolment", regulatorToken, "{}", LIMIT);
    Matcher code = CODE.matcher(answer.body());
    if (answer.status() < 300 && code.find()) {
      return code.group(1);
    }
    Matcher detail = DETAIL.matcher(answer.body());
    throw new IOException(detail.find() ? detail.group(1) : "status " + answer.status());
  }
}
