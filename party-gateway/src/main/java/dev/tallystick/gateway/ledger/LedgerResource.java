package dev.tallystick.gateway.ledger;

import dev.tallystick.idempotency.Idempotent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ledger}: the party's books, and where they differ from the log. */
@Path("/v1/ledger")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class LedgerResource {
  private final ReadLedger ledger;
  private final ImportLedger imports;

  LedgerResource(ReadLedger ledger, ImportLedger imports) {
    this.ledger = ledger;
    this.imports = imports;
  }

  @GET
  @RolesAllowed({"platform", "bureau", "lender"})
  public LedgerSummaryJson summary() {
    return ledger.summary();
  }

  @GET
  @Path("/entries")
  @RolesAllowed({"platform", "bureau", "lender"})
  public LedgerPageJson entries(@QueryParam("cursor") @Nullable String cursor) {
    return ledger.page(cursor);
  }

  @GET
  @Path("/differences")
  @RolesAllowed({"platform", "bureau", "lender"})
  public LedgerDifferencesJson differences(
      @QueryParam("kind") @Nullable DifferenceKind kind,
      @QueryParam("cursor") @Nullable String cursor) {
    return ledger.differences(kind, cursor);
  }

  @POST
  @Path("/purchases")
  @Consumes("text/csv")
  @RolesAllowed({"platform", "bureau", "lender"})
  @ResponseStatus(201)
  @Idempotent
  public LedgerImportedJson add(@NotNull String csv) {
    return imports.add(csv);
  }

  @DELETE
  @Path("/purchases")
  @RolesAllowed({"platform", "bureau", "lender"})
  public void clear() {
    imports.clear();
  }
}
