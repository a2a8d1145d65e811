package dev.tallystick.gateway.feed;

import dev.tallystick.gateway.document.ToldFeed;
import dev.tallystick.gateway.feed.LoanWatchJson.WatchRequestJson;
import dev.tallystick.gateway.order.DeliveredReports;
import dev.tallystick.gateway.order.StandingOrder.Origin;
import dev.tallystick.gateway.problem.GatewayProblem;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.work.RequestIds;
import dev.tallystick.party.Claims;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.document.RequestEnvelope;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has a bureau tell of an open loan. The standing inquiry is stored before it is sent, and sent as
 * it was signed until the bureau has answered. Blocks; not in a transaction.
 */
@Singleton
final class WatchLoan {
  private static final String PURPOSE = "POST_LOAN_MANAGEMENT";

  /** A year, and a day less than the longest there is. */
  private static final Duration LIFE = Duration.ofDays(365);

  private final LoanWatchSteps steps;
  private final DeliveredReports orders;
  private final SuiteClient suite;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  WatchLoan(LoanWatchSteps steps, DeliveredReports orders, SuiteClient suite, Clock clock) {
    this.steps = steps;
    this.orders = orders;
    this.suite = suite;
    this.clock = clock;
  }

  /**
   * Begins, or goes on with what the same request has begun before.
   *
   * @throws GatewayProblem if there is no such order, the bureau refuses, or it does not answer
   */
  LoanWatchEntity watch(WatchRequestJson request) {
    String id = RequestIds.draw("lwt", () -> suite.party().drawId("lwt"));
    LoanWatchEntity row = steps.find(id).orElseGet(() -> begin(id, request));
    if (row.state != LoanWatchState.ASKED) {
      return row;
    }
    try {
      ToldFeed told =
          suite.ask(
              (party, api, endpoints) ->
                  ToldFeed.read(
                      api.post(
                          endpoints.bureau("/v1/feeds"),
                          new RequestEnvelope(row.request).toJson(),
                          row.requestKey)));
      steps.begun(id, told.feed());
    } catch (RefusedException e) {
      steps.refused(id);
      throw GatewayProblem.relayed(e);
    } catch (SuiteAwayException e) {
      throw GatewayProblemCode.SUITE_UNAVAILABLE.problem();
    }
    return steps.find(id).orElseThrow();
  }

  private LoanWatchEntity begin(String id, WatchRequestJson request) {
    Origin origin =
        orders.origin(request.order()).orElseThrow(GatewayProblemCode.REPORT_NOT_THERE::problem);
    String subject = origin.subject().orElseThrow(GatewayProblemCode.REPORT_NOT_THERE::problem);
    PartyClient party = suite.party();
    InquiryRequest standing =
        new InquiryRequest(
                Claims.of(party.party(), origin.bureau(), clock.instant(), LIFE, random),
                party.drawId("inq"),
                subject,
                origin.product(),
                PURPOSE,
                Optional.of(new PurposeReference(request.kind(), request.loan())),
                request.consent(),
                List.of())
            .standing();
    LoanWatchEntity row = new LoanWatchEntity();
    row.id = id;
    row.createdAt = clock.instant();
    row.bureau = origin.bureau();
    row.loan = request.loan();
    row.kind = request.kind();
    row.subject = subject;
    row.product = origin.product();
    row.consent = request.consent();
    row.inquiry = standing.inquiry();
    row.request = standing.sign(party.keys().signingKey());
    row.requestKey = party.drawId("key");
    row.retention = origin.retention();
    steps.add(row);
    return row;
  }
}
