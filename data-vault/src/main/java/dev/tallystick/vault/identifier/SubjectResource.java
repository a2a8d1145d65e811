package dev.tallystick.vault.identifier;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** From identifiers to tokens; there is no way back. */
@Path("/v1")
@Tag(name = "subjects", description = "The tokens that stand for people.")
class SubjectResource {
  private final ResolveIdentifiers resolution;
  private final Caller caller;

  SubjectResource(ResolveIdentifiers resolution, Caller caller) {
    this.resolution = resolution;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("subjects:resolve")
  @RolesAllowed({"platform", "bureau", "lender", "service"})
  @Operation(
      operationId = "resolveSubjects",
      summary = "The tokens of people",
      description =
          "For registered platforms, bureaus and lenders that are not suspended, and for"
              + " bureau-service in a bureau's name. An identifier that nobody has asked for before"
              + " gets its token now, so the answer does not tell whether anything is kept. Counted"
              + " and limited by party.")
  @APIResponse(responseCode = "200", description = "The tokens, in the order of the identifiers.")
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "429", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public SubjectsJson resolve(@NotNull @Valid ResolveJson request) {
    return new SubjectsJson(
        resolution
            .resolve(
                caller.client(),
                caller.party(),
                request.statement(),
                request.identifiers().stream().map(IdentifierJson::toAsked).toList())
            .stream()
            .map(SubjectJson::of)
            .toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("subjects:enrol")
  @RolesAllowed("operator")
  @Operation(
      operationId = "enrolSubject",
      summary = "The token of a person who gets an account",
      description = "A person can enrol before anybody has deposited anything about them.")
  @APIResponse(responseCode = "200", description = "The token.")
  public SubjectJson enrol(@NotNull @Valid EnrolJson request) {
    return SubjectJson.of(resolution.enrol(request.identifier().toAsked()));
  }
}
