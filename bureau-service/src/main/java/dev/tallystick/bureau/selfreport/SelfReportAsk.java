package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.type.SelfReportIssued.Channel;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * A person who asks a bureau for their report.
 *
 * @param fee the fee that was named
 * @param key the request's Idempotency-Key
 */
record SelfReportAsk(
    BureauId bureau, String subject, Channel channel, OptionalLong fee, String key) {

  /** The label that the person's entries are filed under: names nobody. */
  String person() {
    return EventLabels.ofSubject(subject).hex();
  }

  /** What counts the reports of this bureau under a label of the person. */
  String guard(String label) {
    return "self-report/" + EventLabels.ofParty(bureau.value()).hex() + "/" + label;
  }

  /** The same for each try of one request of one person. */
  String attemptKey() {
    return hash("attempt/" + person() + "/" + key);
  }

  /** The same for the same question. */
  String requestHash() {
    return hash("request/" + bureau + "/" + channel.wire() + "/" + fee);
  }

  private static String hash(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "SelfReportAsk[" + bureau + "]";
  }
}
