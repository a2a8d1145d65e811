package dev.tallystick.vault.right;

import dev.tallystick.caller.Caller;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A person and the records about them. */
@Path("/v1")
@RolesAllowed("citizen")
class MyRecordsResource {
  private static final String RECORD_ID = "rec_[0-9a-f-]{36}";

  private final MyRecords records;
  private final ExportMyRecords portability;
  private final DepositProofs proofs;
  private final FreshIdentity identity;
  private final Caller caller;

  MyRecordsResource(
      MyRecords records,
      ExportMyRecords portability,
      DepositProofs proofs,
      FreshIdentity identity,
      Caller caller) {
    this.records = records;
    this.portability = portability;
    this.proofs = proofs;
    this.identity = identity;
    this.caller = caller;
  }

  @GET
  @Path("me/records")
  public MyRecordsJson list(
      @QueryParam("after") @Pattern(regexp = RECORD_ID) @Nullable String after) {
    return MyRecordsJson.of(records.page(caller.requireSubject(), after == null ? "" : after));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("me/exports")
  public Response export(@NotNull @Valid ExportRequestJson request) {
    identity.require(caller.authenticatedAt(), VaultProblemCode.IDENTITY_NOT_VERIFIED);
    return Response.ok(
            portability.export(caller.requireSubject(), request.toAfter(), request.toHandedTo()),
            MediaType.APPLICATION_JSON)
        .build();
  }

  @GET
  @Path("me/deposits")
  public DepositProofsJson deposits(
      @QueryParam("after") @Pattern(regexp = RECORD_ID) @Nullable String after) {
    return DepositProofsJson.of(proofs.page(caller.requireSubject(), after == null ? "" : after));
  }
}
