package dev.tallystick.gateway.setting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;

/** What an installation says about its party. */
@ConfigMapping(prefix = "tallystick.gateway")
public interface GatewaySettings {
  /** {@code tallystick.gateway.party}: the id under which the party is registered. No default. */
  String party();

  /**
   * {@code tallystick.gateway.role}: what the party is, {@code lender} unless it says otherwise.
   */
  @WithDefault("lender")
  PartyRole role();

  /**
   * {@code tallystick.gateway.client}: the party's client of the realm; the party's id if absent.
   */
  Optional<String> client();

  /** {@code tallystick.gateway.token-url}: where the client gets its tokens. */
  URI tokenUrl();

  /**
   * {@code tallystick.gateway.local-key-file}: where the key for the party's own systems is, made
   * at the first start, mode 0600. No default.
   */
  Path localKeyFile();

  /**
   * {@code tallystick.gateway.policy-file}: the log's key and witnesses (tlog-policy), from another
   * place than the log. Without it the first policy met is kept.
   */
  Optional<Path> policyFile();

  /** {@code tallystick.gateway.queue-limit}: how many orders wait at most. */
  @WithDefault("10000")
  int queueLimit();

  /** {@code tallystick.gateway.deadline}: until when an order is tried that names no time. */
  @WithDefault("PT10M")
  Duration deadline();

  /** {@code tallystick.gateway.retention}: how long a report is kept whose order does not say. */
  @WithDefault("P1Y")
  Period retention();

  /** {@code tallystick.gateway.workers}: how many orders are worked on at a time. */
  @WithDefault("8")
  int workers();

  /** {@code tallystick.gateway.every}: how often the background looks for what is due. */
  @WithDefault("1S")
  Duration every();

  /** {@code tallystick.gateway.acknowledge-within}: after that a missing half is a difference. */
  @WithDefault("PT1H")
  Duration acknowledgeWithin();

  /**
   * {@code tallystick.gateway.billing-zone}: the time zone of the rule pack, in which the months of
   * invoices and the days of imported ledgers begin and end.
   */
  @WithDefault("Asia/Shanghai")
  ZoneId billingZone();

  /**
   * {@code tallystick.gateway.on-withdrawal}: whether reports that rest on an ended consent are
   * destroyed and the notice answered by itself, or a person answers.
   */
  @WithDefault("person")
  AnswerMode onWithdrawal();

  /**
   * {@code tallystick.gateway.on-change}: whether a notice about a record that has changed marks
   * the reports and is answered by itself, or a person answers.
   */
  @WithDefault("person")
  AnswerMode onChange();
}
