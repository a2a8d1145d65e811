package dev.tallystick.vault.right;

import dev.tallystick.caller.Caller;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A person and the records about them. */
@Path("/v1")
@RolesAllowed("citizen")
@Tag(name = "my records", description = "What a person may ask of the records about them.")
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
  @Operation(
      operationId = "listMyRecords",
      summary = "Everything that is kept about me",
      description =
          "With where each record came from, its marks, and the versions that corrections have"
              + " replaced; 200 at a time.")
  @APIResponse(responseCode = "200", description = "A page, in the order of the ids.")
  public MyRecordsJson list(
      @Parameter(description = "The `next` of the page before.")
          @QueryParam("after")
          @Pattern(regexp = RECORD_ID) @Nullable String after) {
    return MyRecordsJson.of(records.page(caller.requireSubject(), after == null ? "" : after));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("me/exports")
  @Operation(
      operationId = "exportMyRecords",
      summary = "Carry my records away",
      description =
          "What was collected on consent or for a contract, with provenance and salts; no derived"
              + " scores; 1,000 records at a time. The log has the digest of exactly these bytes,"
              + " filed under each party whose records are in it. Needs a fresh log-in.")
  @APIResponse(
      responseCode = "200",
      description = "The export, canonical JSON.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT)))
  public Response export(@NotNull @Valid ExportRequestJson request) {
    identity.require(caller.authenticatedAt());
    return Response.ok(
            portability.export(caller.requireSubject(), request.toAfter(), request.toHandedTo()),
            MediaType.APPLICATION_JSON)
        .build();
  }

  @GET
  @Path("me/deposits")
  @Operation(
      operationId = "proveMyDeposits",
      summary = "Which of my records were in which deposit",
      description =
          "For each record the digest as it was deposited, its path to the chunk's root, and the"
              + " platform's signature over that root; 100 at a time.")
  @APIResponse(responseCode = "200", description = "A page, in the order of the records' ids.")
  public DepositProofsJson deposits(
      @Parameter(description = "The `next` of the page before.")
          @QueryParam("after")
          @Pattern(regexp = RECORD_ID) @Nullable String after) {
    return DepositProofsJson.of(proofs.page(caller.requireSubject(), after == null ? "" : after));
  }
}
