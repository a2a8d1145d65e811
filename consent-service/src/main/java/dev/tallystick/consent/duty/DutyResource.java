package dev.tallystick.consent.duty;

import dev.tallystick.approvals.Approvals;
import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.pack.PackInForce;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/duties}: who owes what by when. */
@Path("/v1/duties")
class DutyResource {
  private static final String REGULATOR = "regulator";
  private static final int LIMIT = 500;

  private final Instance<DutySource> sources;
  private final PackInForce pack;
  private final Approvals approvals;
  private final Caller caller;
  private final Clock clock;

  DutyResource(
      @Any Instance<DutySource> sources,
      PackInForce pack,
      Approvals approvals,
      Caller caller,
      Clock clock) {
    this.sources = sources;
    this.pack = pack;
    this.approvals = approvals;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({"platform", "bureau", "lender", REGULATOR})
  public DutiesJson list(
      @QueryParam("party") @Pattern(regexp = FieldForms.PARTY) @Nullable String party,
      @QueryParam("overdue") @DefaultValue("false") boolean overdue) {
    Optional<String> whose =
        caller.hasRole(REGULATOR) ? Optional.ofNullable(party) : Optional.of(caller.requireParty());
    LocalDate today = pack.today();
    Instant now = clock.instant();
    return new DutiesJson(
        sources.stream()
            .flatMap(source -> source.openDuties(whose, LIMIT).stream())
            .filter(duty -> !overdue || duty.isOverdue(today, now))
            .sorted(Comparator.comparing(Duty::dueOn).thenComparing(Duty::about))
            .limit(LIMIT)
            .map(duty -> DutiesJson.DutyJson.of(duty, today, now))
            .toList(),
        caller.hasRole(REGULATOR) ? Long.valueOf(approvals.waiting()) : null);
  }
}
