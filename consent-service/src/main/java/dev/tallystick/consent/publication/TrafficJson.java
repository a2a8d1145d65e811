package dev.tallystick.consent.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes between parties, and what the law has kept from going. */
@RegisterForReflection // inside a Response, which tells nobody its type
record TrafficJson(List<FlowJson> flows, List<AttemptJson> directSales, long asOfSize) {

  /**
   * What has often gone from one party to another.
   *
   * @param releases how often, in tens
   */
  @RegisterForReflection
  record FlowJson(
      String from,
      String fromName,
      String to,
      String toName,
      long releases,
      List<String> categories,
      List<String> purposes) {}

  /**
   * Refused attempts of a platform to hand data to a lender directly.
   *
   * @param attempts how many, in tens; left out below ten
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record AttemptJson(
      String from, String fromName, String to, String toName, @Nullable Long attempts) {}
}
