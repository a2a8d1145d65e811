package dev.tallystick.audit.parity;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.document.BureauFigures;
import dev.tallystick.audit.document.ParityFigures;
import dev.tallystick.audit.document.ParityRow;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.CanonicalJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/parity}: how each bureau treats the group of those who own a part of it, beside
 * the rest. The parties of the market read the same figures; how many cases they rest on is told to
 * those who watch alone.
 */
@Path("/v1/parity")
class ParityResource {
  /** No party has an empty name. */
  private static final Set<String> NOBODY = Set.of("");

  private final ParityRepository rows;
  private final Clock clock;
  private final Caller caller;

  ParityResource(ParityRepository rows, Clock clock, Caller caller) {
    this.rows = rows;
    this.clock = clock;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"regulator", "auditor", "platform", "bureau", "lender"})
  @Blocking
  public Response read(
      @QueryParam("month") @Pattern(regexp = "20[0-9]{2}-(0[1-9]|1[0-2])") @Nullable String month) {
    int asked =
        month == null ? CaseTimes.month(clock.millis()) : Integer.parseInt(month.replace("-", ""));
    boolean withCases = isWatching();
    long covered = rows.next();
    ParityOwners owners = new ParityOwners(rows.shares());
    List<ParityRow> found = new ArrayList<>();
    List<BureauFigures> bureaus = new ArrayList<>();
    for (String bureau : rows.bureaus(asked)) {
      bureaus.add(new BureauFigures(bureau, whole(asked, bureau, withCases)));
      for (ParityOwners.Holder holder : owners.of(bureau)) {
        Set<String> members = owners.groupOf(holder.party());
        found.addAll(
            new ParityReport(
                    holder,
                    rows.sums(asked, bureau, members),
                    rows.parties(asked, bureau, members),
                    withCases)
                .rows());
      }
    }
    String json =
        found.stream()
            .map(ParityRow::toJson)
            .map(CanonicalJson::text)
            .collect(
                Collectors.joining(
                    ",",
                    "{\"coveredSize\":"
                        + covered
                        + ",\"month\":\""
                        + "%d-%02d".formatted(asked / 100, asked % 100)
                        + "\",\"bureaus\":"
                        + bureaus.stream()
                            .map(BureauFigures::toJson)
                            .map(CanonicalJson::text)
                            .collect(Collectors.joining(",", "[", "]"))
                        + ",\"rows\":[",
                    "]}"));
    return Response.ok(json, MediaType.APPLICATION_JSON).build();
  }

  /** All lenders of a bureau together, whoever they are. */
  private ParityFigures whole(int month, String bureau, boolean withCases) {
    return new ParityReport(
            new ParityOwners.Holder("", bureau, 0),
            rows.sums(month, bureau, NOBODY),
            rows.parties(month, bureau, NOBODY),
            withCases)
        .whole(ParityCase.Side.LENDER);
  }

  /** Whether the reader may know volumes: those of the whole market are nobody's else. */
  private boolean isWatching() {
    if (caller.hasRole("regulator")) {
      return true;
    }
    if (!caller.hasRole("auditor")) {
      return false;
    }
    Set<String> scope = caller.auditScope();
    if (scope.isEmpty()) {
      throw AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
    }
    return scope.contains(Reader.EVERYTHING);
  }
}
