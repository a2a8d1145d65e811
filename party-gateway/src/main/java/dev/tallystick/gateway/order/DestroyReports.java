package dev.tallystick.gateway.order;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.document.DestructionCertificate;
import dev.tallystick.gateway.document.LoggedEvent;
import dev.tallystick.gateway.document.ToldDestruction;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.work.GatewayTask;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Destroys reports whose time is over, and tells the log of every destruction: first the content
 * goes, then a certificate is signed, in one transaction; then the log is told until it has it.
 */
@Singleton
class DestroyReports implements GatewayTask {
  private static final Logger LOG = Logger.getLogger(DestroyReports.class);

  /** The log has it already: an answer was lost. */
  private static final String NOT_HELD = "RELEASE_NOT_HELD";

  private final DestructionSteps steps;
  private final SuiteClient suite;
  private final GatewaySettings settings;

  DestroyReports(DestructionSteps steps, SuiteClient suite, GatewaySettings settings) {
    this.steps = steps;
    this.suite = suite;
    this.settings = settings;
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public void run() {
    for (String id : steps.overdue()) {
      steps.destroy(id, "TERM_ENDED");
    }
    List<ReportOrderEntity> gone = steps.untold();
    for (ReportOrderEntity row : gone) {
      if (!isAnswered(row)) {
        return; // The suite is away: what is overdue meanwhile comes first.
      }
    }
  }

  /** Tells the log of one; whether there was an answer. */
  private boolean isAnswered(ReportOrderEntity row) {
    String certificate = Objects.requireNonNull(row.certificate);
    JsonObject body =
        new ToldDestruction(
                Objects.requireNonNull(row.subject),
                List.of(Objects.requireNonNull(row.event)),
                Objects.requireNonNull(row.destroyReason),
                Hash.sha256(certificate.getBytes(StandardCharsets.US_ASCII)))
            .toJson();
    String key = Objects.requireNonNull(row.certificateKey);
    try {
      JsonObject logged =
          suite.ask(
              (party, api, endpoints) ->
                  api.post(endpoints.consent("/v1/destructions"), body, key));
      steps.told(row.id, new LoggedEvent.Partial(logged).eventId().orElse(""));
    } catch (SuiteAwayException e) {
      steps.later(row.id, e.retryAfter());
      return false;
    } catch (RefusedException e) {
      if (!e.code().equals(NOT_HELD)) {
        LOG.warnf("A destruction was refused: %s", e.code());
      }
      // The list will say whether the log has it: an answer may have been lost.
      steps.later(row.id, e.retryAfter());
    }
    return true;
  }

  /** What the party signs when it has destroyed a report. */
  static byte[] certificate(String party, ReportOrderEntity row, String at) {
    return CanonicalJson.bytes(
        new DestructionCertificate(
                party,
                Objects.requireNonNull(row.event),
                Objects.requireNonNull(row.destroyReason),
                at)
            .toJson());
  }
}
